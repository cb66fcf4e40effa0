"""Rooms for telehealth visits, at whichever video service the clinic has an agreement with."""
