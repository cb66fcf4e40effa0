"""What editors tell about each product the demo clinic sells without a prescription."""

from collections.abc import Mapping

from storefront.content.demo import device_stories, foundation_stories, supplement_stories

STORIES: Mapping[str, str] = {
    **foundation_stories.STORIES,
    **supplement_stories.STORIES,
    **device_stories.STORIES,
}
