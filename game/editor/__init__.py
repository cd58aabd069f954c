"""What an editor asks of a scenario that is being written, and the server that answers it.

The analysis knows files, texts and offsets in characters; only `server` knows the protocol.
"""
