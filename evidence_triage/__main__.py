"""`python -m evidence_triage`, and the `evidence-triage` command."""

import sys


def main() -> None:
    """Runs the command line and exits with its status."""
    from evidence_triage.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
