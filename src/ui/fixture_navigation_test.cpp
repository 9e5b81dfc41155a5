#include "ui/fixture_options_test.h"

namespace nwd::ui::fixtures {

namespace {

Html back_link(const Options& o) {
  BackLink link{
      .href = o["href"].text_or("#"), .classes = o["classes"].text(), .attributes = o["attributes"].attributes()};
  if (o["html"].truthy() || o["text"].truthy()) link.content = o.content();
  return render(link);
}

Html skip_link(const Options& o) {
  return render(SkipLink{.content = o.content(),
                         .href = o["href"].text_or("#content"),
                         .classes = o["classes"].text(),
                         .attributes = o["attributes"].attributes()});
}

Html breadcrumbs(const Options& o) {
  Breadcrumbs all{.items = {},
                  .label = o["labelText"].text_or("Breadcrumb"),
                  .collapse_on_mobile = o["collapseOnMobile"].truthy(),
                  .classes = o["classes"].text(),
                  .attributes = o["attributes"].attributes()};
  for (const auto& item : o["items"].items()) {
    all.items.push_back(
        {.content = item.content(), .href = item["href"].text(), .attributes = item["attributes"].attributes()});
  }
  return render(all);
}

std::optional<PageLink> page_link(const Options& o) {
  if (!o.truthy()) return std::nullopt;
  return PageLink{.href = o["href"].text(),
                  .content = o.content(),
                  .label_text = o["labelText"].text(),
                  .attributes = o["attributes"].attributes()};
}

Html pagination(const Options& o) {
  Pagination all{.previous = page_link(o["previous"]),
                 .next = page_link(o["next"]),
                 .label = o["landmarkLabel"].text_or("Pagination"),
                 .classes = o["classes"].text(),
                 .attributes = o["attributes"].attributes()};
  for (const auto& item : o["items"].truthy_items()) {
    if (!item["number"].truthy() && !item["ellipsis"].truthy()) continue;  // {}: nothing to show
    PageItem page{.number = item["number"].text(),
                  .href = item["href"].text(),
                  .current = item["current"].truthy(),
                  .ellipsis = item["ellipsis"].truthy(),
                  .attributes = item["attributes"].attributes()};
    if (item["visuallyHiddenText"].given()) page.label = item["visuallyHiddenText"].text();
    all.items.push_back(page);
  }
  return render(all);
}

Html service_navigation(const Options& o) {
  const Options slots = o["slots"];
  const bool end_is_object = slots["end"]["html"].given();
  ServiceNavigation all{.service_name = o["serviceName"].text(),
                        .service_url = o["serviceUrl"].text(),
                        .label = o["ariaLabel"].text_or("Service information"),
                        .navigation_label = o["navigationLabel"].text(),
                        .navigation_id = o["navigationId"].text_or("navigation"),
                        .navigation_classes = o["navigationClasses"].text(),
                        .menu_text = o["menuButtonText"].text_or("Menu"),
                        .menu_label = o["menuButtonLabel"].text(),
                        .collapse_on_mobile = o["collapseNavigationOnMobile"].flag(),
                        .slot_start = slots["start"].markup(),
                        .slot_end = end_is_object ? slots["end"]["html"].markup() : slots["end"].markup(),
                        .slot_navigation_start = slots["navigationStart"].markup(),
                        .slot_navigation_end = slots["navigationEnd"].markup(),
                        .slot_end_inline = slots["end"]["align"].text() == "inline",
                        .classes = o["classes"].text(),
                        .attributes = o["attributes"].attributes()};
  for (const auto& item : o["navigation"].truthy_items()) {
    all.items.push_back({.content = item.content(),
                         .href = item["href"].text(),
                         .current = item["current"].truthy(),
                         .active = item["active"].truthy(),
                         .attributes = item["attributes"].attributes()});
  }
  return render(all);
}

Html language_navigation(const Options& o) {
  LanguageNavigation all{.items = {},
                         .label = o["ariaLabel"].text_or("Language"),
                         .classes = o["classes"].text(),
                         .attributes = o["attributes"].attributes()};
  for (const auto& item : o["items"].items()) {
    all.items.push_back({.content = item.content(),
                         .href = item["href"].text(),
                         .lang = item["lang"].text(),
                         .href_lang = item["hrefLang"].text(),
                         .dir = item["dir"].text(),
                         .description = item["languageDescriptionText"].text(),
                         .current = item["current"].truthy(),
                         .classes = item["classes"].text(),
                         .attributes = item["attributes"].attributes()});
  }
  return render(all);
}

Html generic_header(const Options& o) {
  return render(GenericHeader{.logo = o.content("logoHtml", "logoText"),
                              .url = o["url"].text_or("/"),
                              .container_classes = o["containerClasses"].text_or("govuk-width-container"),
                              .classes = o["classes"].text(),
                              .attributes = o["attributes"].attributes()});
}

// The logos of GOV.UK are not ours to carry: the fixtures' own are set aside (see fixtures_test.cpp), and an element of
// the same name stands for them.
Html logo() { return trusted("<svg></svg>"); }

Html header(const Options& o) {
  return render(Header{.logo = logo(),
                       .product_name = o["productName"].text(),
                       .url = o["homepageUrl"].text_or("//gov.uk"),
                       .container_classes = o["containerClasses"].text_or("govuk-width-container"),
                       .classes = o["classes"].text(),
                       .attributes = o["attributes"].attributes()});
}

std::vector<FooterLink> footer_links(const Options& o) {
  std::vector<FooterLink> all;
  for (const auto& item : o.items()) {
    all.push_back(
        {.href = item["href"].text(), .text = item["text"].text(), .attributes = item["attributes"].attributes()});
  }
  return all;
}

Html open_government_licence() {
  return trusted(
      "All content is available under the <a class=\"govuk-footer__link\" href=\"https://www.nationalarchives.gov.uk/"
      "doc/open-government-licence/version/3/\" rel=\"license\">Open Government Licence v3.0</a>, except where "
      "otherwise stated");
}

Html footer(const boost::json::value* licence, const Options& o) {
  Footer all{.logo = logo(),
             .licence_logo = logo(),
             .copyright = o["copyright"].content().or_else(text("© Crown copyright")),
             .copyright_href =
                 "https://www.nationalarchives.gov.uk/information-management/re-using-public-sector-information/"
                 "uk-government-licensing-framework/crown-copyright/",
             .container_classes = o["containerClasses"].text(),
             .classes = o["classes"].text(),
             .attributes = o["attributes"].attributes()};
  // null takes the licence away; absent means the usual one.
  if (licence == nullptr || !licence->is_null()) {
    all.licence = Options(licence).content().or_else(open_government_licence());
  }
  for (const auto& section : o["navigation"].items()) {
    all.sections.push_back({.title = section["title"].text(),
                            .items = footer_links(section["items"]),
                            .columns = section["columns"].number_or(0),
                            .width = section["width"].text_or("full")});
  }
  if (o["meta"].truthy()) {
    all.meta = FooterMeta{.hidden_title = o["meta"]["visuallyHiddenTitle"].text_or("Support links"),
                          .items = footer_links(o["meta"]["items"]),
                          .content = o["meta"].content()};
  }
  return render(all);
}

}  // namespace

Renderers navigation_renderers() {
  return {{"back-link", back_link},
          {"skip-link", skip_link},
          {"breadcrumbs", breadcrumbs},
          {"pagination", pagination},
          {"service-navigation", service_navigation},
          {"language-navigation", language_navigation},
          {"generic-header", generic_header},
          {"header", header},
          {"footer", [](const Options& o) { return footer(o["contentLicence"].raw(), o); }}};
}

}  // namespace nwd::ui::fixtures
