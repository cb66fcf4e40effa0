"""Products, SKUs and prices, as operators change them."""

from django.contrib import messages
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
    initial = {"status": product.status, **queries.words_of(product)}
    form = ProductForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts, now = {"status": form.cleaned_data["status"]}, clock.now()
        if service.change_product(product, facts, form.texts(), by=operator(request), now=now):
            messages.success(request, "The product is saved.")
        return redirect("desk_product", slug=slug)
    skus = Sku.objects.filter(product=product).order_by("position", "code").prefetch_related("prices")
    rows = [
        (sku, SkuForm(initial={"status": sku.status, "par_level": sku.par_level}), PriceForm())
        for sku in skus
    ]
    return screen(request, "product.html", product=product, form=form, rows=rows, refused=bool(form.errors))


@require_POST
@needs(PRODUCTS)
def edit_sku(request: HttpRequest, code: str) -> HttpResponse:
    """Offer or withdraw a SKU, and say when it is low."""
    sku, form = get_object_or_404(Sku.objects.select_related("product"), code=code), SkuForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        service.change_sku(
            sku, status=told["status"], par_level=told["par_level"], by=operator(request), now=clock.now()
        )
        messages.success(request, f"{code} is saved.")
    else:
        messages.error(request, "Enter a status, and a whole number of pieces.")
    return redirect("desk_product", slug=sku.product.slug)


@require_POST
@needs(PRODUCTS)
def price(request: HttpRequest, code: str) -> HttpResponse:
    """Set a new price; the old one stays in the history."""
    sku, form = get_object_or_404(Sku.objects.select_related("product"), code=code), PriceForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Enter an amount in dollars and cents.")
    else:
        try:
            changed = service.change_price(sku, form.money(), by=operator(request), now=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(
                request, f"{code} now costs {form.money()}." if changed else "It costs that already."
            )
    return redirect("desk_product", slug=sku.product.slug)
