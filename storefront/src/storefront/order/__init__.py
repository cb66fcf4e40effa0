"""What somebody has ordered: from checkout, through payment, to the parcel; and the way out of it.

It is paid or it is not, and stock follows: promised while pending, taken from the lots that expire first when
paid, given back when cancelled. Money that arrives late is accepted only if stock remains, else sent back.
"""
