"""Walls on Linux: namespaces around a clean fork server, and seccomp and resource limits around each process of it.

`bubblewrap` and `namespaces` are the two ways to the outer wall, `server` runs inside it, `confine` and `seccomp` close
each forked process before it sees a byte. Nothing here is imported on another system.
"""
