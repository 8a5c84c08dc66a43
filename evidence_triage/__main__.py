"""`python -m evidence_triage`, and the `evidence-triage` command."""

import sys


def main() -> None:
    """Closes the network, runs the command line and exits with its status."""
    from evidence_triage import offline

    offline.close()
    from evidence_triage.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
