"""The portal as one program: its wiring, its layouts, its web process and its worker."""
