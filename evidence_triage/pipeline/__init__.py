"""The way of an exhibit through its stages, resumable at any point, never doing work twice.

`jobs.start` is the only starter of long work: a child process, in which `run.add`, `run.retry` and `run.embed` take
sources through `stages.STAGES`. `control.Control` is how a person pauses, skips and stops; `run.skip` records what is
not to be read.
"""
