import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

HOME = "http://localhost:18000"


class TestSameOrigin:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "null"},
        ],
    )
    def test_refuses_a_change_that_another_site_asks_for(
        self, client: Client, headers: dict[str, str]
    ) -> None:
        answer = client.post("/basket/add/", {"sku": "x"}, headers=headers)

        assert answer.status_code == 403

    @pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": HOME}, {}])
    def test_lets_pages_of_the_shop_and_programs_through(
        self, client: Client, headers: dict[str, str]
    ) -> None:
        answer = client.post("/basket/add/", {"sku": "x"}, headers=headers)

        assert answer.status_code == 404


class TestHeaders:
    def test_allow_no_script_from_elsewhere_and_no_frame(self, client: Client) -> None:
        policy = client.get("/basket/")["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy

    def test_name_the_request(self, client: Client) -> None:
        plain, odd = (
            client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
            for given in ("abc-12345678", "a b")
        )

        assert plain == "abc-12345678"
        assert odd != "a b"


class TestHealth:
    def test_tells_that_the_process_lives(self, client: Client) -> None:
        assert client.get("/healthz").json() == {"status": "alive"}


class TestRefusal:
    def test_is_a_page_for_people_and_a_problem_for_programs(self, client: Client) -> None:
        page = client.get("/p/nothing-of-the-kind/")
        problem = client.get("/p/nothing-of-the-kind/", headers={"Accept": "application/json"})

        assert page.status_code == problem.status_code == 404
        assert page["Content-Type"].startswith("text/html")
        assert problem["Content-Type"] == "application/problem+json"
        assert problem.json()["code"] == "product_not_found"
