"""What risk serves: the end of the questions with its decision, and protocols for those who write them."""

from rx_portal.risk.routes import deciding, protocols

handlers = [*deciding.handlers, *protocols.handlers]
