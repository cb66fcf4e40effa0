"""The connection that Django opens for `ENGINE = "storefront.kit.postgresql"`."""

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before each request, not asked."""

    def is_usable(self) -> bool:
        """Tell whether the connection can be used: nothing is sent to an idle one but its end."""
        link = self.connection
        if link is None or link.closed or link.info.transaction_status is not TransactionStatus.IDLE:
            return False
        waiting = select.poll()
        waiting.register(link.fileno(), select.POLLIN)
        return not waiting.poll(0)
