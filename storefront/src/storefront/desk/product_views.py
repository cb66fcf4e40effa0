"""Products, SKUs and prices, as operators change them."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_lib.errors import Refusal
from storefront.catalog.models import Product, Sku
from storefront.desk import queries, service
from storefront.desk.forms import PriceForm, ProductForm, SkuForm
from storefront.desk.roles import PRODUCTS
from storefront.desk.wall import needs, operator, screen
from storefront.kit import clock


@require_safe
@needs(PRODUCTS)
def index(request: HttpRequest) -> HttpResponse:
    """List all products with what they cost."""
    return screen(request, "products.html", products=queries.products())


@require_http_methods(["GET", "POST"])
@needs(PRODUCTS)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and change a product."""
    product = get_object_or_404(Product.objects.select_related("category"), slug=slug)
    if request.method != "POST":
        return _show(request, product)
    form = ProductForm(request.POST)
    if not form.is_valid():
        return _show(request, product, form)
    facts, now = {"status": form.cleaned_data["status"]}, clock.now()
    if service.change_product(product, facts, form.texts(), by=operator(request), now=now):
        messages.success(request, "The product is saved.")
    return redirect("desk_product", slug=slug)


@require_POST
@needs(PRODUCTS)
def edit_sku(request: HttpRequest, code: str) -> HttpResponse:
    """Offer or withdraw a SKU, and say when it is low."""
    sku, form = _sku(code), SkuForm(request.POST, auto_id=_ids(code))
    if not form.is_valid():
        return _show(request, sku.product, form, of=sku)
    told = form.cleaned_data
    service.change_sku(
        sku, status=told["status"], par_level=told["par_level"], by=operator(request), now=clock.now()
    )
    messages.success(request, f"{code} is saved.")
    return redirect("desk_product", slug=sku.product.slug)


@require_POST
@needs(PRODUCTS)
def price(request: HttpRequest, code: str) -> HttpResponse:
    """Set a new price; the old one stays in the history."""
    sku, form = _sku(code), PriceForm(request.POST, auto_id=_ids(code))
    if not form.is_valid():
        return _show(request, sku.product, form, of=sku)
    try:
        changed = service.change_price(sku, form.money(), by=operator(request), now=clock.now())
    except Refusal as refusal:
        form.add_error("amount", refusal.message)
        return _show(request, sku.product, form, of=sku)
    told = f"{code} now costs {form.money()}." if changed else f"{code} costs {form.money()} already."
    messages.success(request, told)
    return redirect("desk_product", slug=sku.product.slug)


def _sku(code: str) -> Sku:
    return get_object_or_404(Sku.objects.select_related("product__category"), code=code)


def _show(
    request: HttpRequest,
    product: Product,
    refused: Form | None = None,
    *,
    of: Sku | None = None,
) -> HttpResponse:
    """Return the product's screen; `refused` is what was sent and cannot be taken, about the SKU `of`."""
    words = {"status": product.status, **queries.words_of(product)}
    skus = Sku.objects.filter(product=product).order_by("position", "code").prefetch_related("prices")
    return screen(
        request,
        "product.html",
        product=product,
        form=refused if isinstance(refused, ProductForm) else ProductForm(initial=words),
        rows=[_row(sku, refused if of is not None and sku.pk == of.pk else None) for sku in skus],
        sent=refused,
        refused=refused is not None,
    )


def _row(sku: Sku, refused: Form | None) -> tuple[Sku, Form, Form]:
    """Return a SKU with its forms."""
    facts, ids = {"status": sku.status, "par_level": sku.par_level}, _ids(sku.code)
    return (
        sku,
        refused if isinstance(refused, SkuForm) else SkuForm(initial=facts, auto_id=ids),
        refused if isinstance(refused, PriceForm) else PriceForm(auto_id=ids),
    )


def _ids(code: str) -> str:
    """Return how a SKU's fields are named apart from those of the product's other SKUs."""
    return f"id_{code}_%s"
