"""The operators' back office inside Wagtail: products and prices, stock by lot, orders. Editors never see it,
and operators never publish a page.
"""
