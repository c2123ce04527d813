"""One function per thing a person or a flow can do; the only writer of what is kept."""
