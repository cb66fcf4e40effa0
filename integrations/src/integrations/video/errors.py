"""How the video service can fail."""

from shared_lib.errors import Conflict


class VideoUnavailable(Conflict):
    """The video service does not answer; trying again later is right."""

    code = "video_unavailable"
