"""A visit as a calendar file (RFC 5545), with its zone spelled out and not a word about health."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from rx_portal.visit.schemas import VisitView
from shared_lib.errors import Conflict


class NothingBooked(Conflict):
    """There is no time to write down."""

    code = "nothing_booked"


def calendar_file(visit: VisitView, *, address: str, now: datetime) -> bytes:
    """Return the booked time in the patient's zone, or the cancelling of the one that was given up.

    A later file of the same visit replaces this one (RFC 5546: same UID, higher SEQUENCE).

    :raises NothingBooked: the visit never had a time.
    """
    if visit.starts_at is None or visit.ends_at is None:
        if visit.given_up is None:
            raise NothingBooked("There is no appointment to add to a calendar.")
        event = _event(visit, visit.given_up, visit.given_up, now)
        event.add("status", "CANCELLED")
        return _file(event, "CANCEL")
    event = _event(visit, visit.starts_at, visit.ends_at, now)
    event.add("status", "CONFIRMED")
    event.add("description", "Sign in to join or to change the time.")
    event.add("url", address)
    event.add_component(_alarm())
    return _file(event, "PUBLISH")


def _event(visit: VisitView, starts_at: datetime, ends_at: datetime, now: datetime) -> Event:
    zone = ZoneInfo(visit.zone)
    event = Event()
    event.add("uid", f"{visit.id}@alder-and-vale")
    event.add("sequence", visit.revision)
    event.add("dtstamp", now)
    event.add("dtstart", starts_at.astimezone(zone))
    event.add("dtend", ends_at.astimezone(zone))
    event.add("summary", "Appointment with Alder & Vale")
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Appointment in 30 minutes")
    alarm.add("trigger", timedelta(minutes=-30))
    return alarm


def _file(event: Event, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Alder & Vale//Care portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
