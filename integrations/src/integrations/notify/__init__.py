"""Mail and text messages to people, through whichever service the clinic has an agreement with."""
