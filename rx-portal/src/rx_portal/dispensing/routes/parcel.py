"""What became of a parcel, said at the counter: it arrived, came back, was lost, is sent once more."""

from rx_portal.dispensing import service
from rx_portal.dispensing.routes.acting import Answer, At, Fill, door


@door("deliver")
async def deliver(counter: At, dispense_id: Fill) -> Answer:
    """Record that it arrived."""
    done = service.deliver(counter.session, dispense_id=dispense_id, actor=counter.actor, now=counter.now)
    return await counter.answer(dispense_id, done, "delivered")


@door("come-back")
async def come_back(counter: At, dispense_id: Fill) -> Answer:
    """Record that it came back, and how the drug was destroyed."""
    done = service.come_back(
        counter.session,
        dispense_id=dispense_id,
        destroyed=counter.given.get("destroyed", ""),
        actor=counter.actor,
        now=counter.now,
    )
    return await counter.answer(dispense_id, done, "came_back")


@door("lose")
async def lose(counter: At, dispense_id: Fill) -> Answer:
    """Record that the carrier lost it."""
    done = service.lose(counter.session, dispense_id=dispense_id, actor=counter.actor, now=counter.now)
    return await counter.answer(dispense_id, done, "lost")


@door("send-again")
async def send_again(counter: At, dispense_id: Fill) -> Answer:
    """Fill it once more."""
    done = service.send_again(counter.session, dispense_id=dispense_id, actor=counter.actor, now=counter.now)
    return await counter.answer(dispense_id, done, "sent_again")


handlers = [deliver, come_back, lose, send_again]
