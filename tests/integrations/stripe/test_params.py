import pytest
from stripe.params import PaymentIntentCreateParams, PaymentIntentListParams
from stripe.params.checkout import SessionCreateParams

from integrations.stripe.double.errors import Fault
from integrations.stripe.double.params import checked, parse


class TestParse:
    def test_reads_nested_names_and_lists(self) -> None:
        tree = parse("a[b][0][c]=1&a[b][1][c]=2&d[]=x&d[]=y&e=")

        assert tree == {"a": {"b": {"0": {"c": "1"}, "1": {"c": "2"}}}, "d": {"0": "x", "1": "y"}, "e": ""}


class TestChecked:
    def test_gives_each_value_its_type(self) -> None:
        form = "amount=1099&currency=usd&confirm=true&metadata[ref]=8F3K&allowed_payment_method_types[0]=card"

        given = checked(PaymentIntentCreateParams, parse(form))

        assert given == {
            "amount": 1099,
            "currency": "usd",
            "confirm": True,
            "metadata": {"ref": "8F3K"},
            "allowed_payment_method_types": ["card"],
        }

    def test_takes_either_shape_where_the_sdk_does(self) -> None:
        span = checked(PaymentIntentListParams, parse("created[gte]=1&created[lt]=3"))
        moment = checked(PaymentIntentListParams, parse("created=2"))

        assert span == {"created": {"gte": 1, "lt": 3}}
        assert moment == {"created": 2}

    @pytest.mark.parametrize(
        ("form", "code", "param"),
        [
            ("amount=1&currency=usd&captur_method=manual", "parameter_unknown", "captur_method"),
            ("currency=usd", "parameter_missing", "amount"),
            ("amount=ten&currency=usd", "parameter_invalid_integer", "amount"),
            ("amount=&currency=usd", "parameter_invalid_empty", "amount"),
            ("amount=1&currency=usd&capture_method=later", None, "capture_method"),
            ("amount=1&currency=usd&confirm=yes", None, "confirm"),
            ("amount=1&currency=usd&shipping[nane]=x", "parameter_unknown", "shipping[nane]"),
        ],
    )
    def test_refuses_what_the_sdk_would_not_type(self, form: str, code: str | None, param: str) -> None:
        with pytest.raises(Fault) as refusal:
            checked(PaymentIntentCreateParams, parse(form))

        assert refusal.value.status == 400
        assert (refusal.value.error.get("code"), refusal.value.error["param"]) == (code, param)

    def test_refuses_a_payment_method_stripe_does_not_know(self) -> None:
        with pytest.raises(Fault, match="must be one of"):
            checked(SessionCreateParams, parse("allowed_payment_method_types[0]=seashells"))
