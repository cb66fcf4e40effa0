from tests.storefront.conftest import (  # noqa: F401
    _mail_stays_here,
    committed,
    django_db_setup,
    double,
    shop_urls,
)
