"""Search, read, decide: where nine tenths of the time is spent."""
