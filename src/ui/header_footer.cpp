#include "ui/navigation.h"
#include "ui/parts.h"

namespace nwd::ui {

using parts::or_else;

Html render(const GenericHeader& header) {
  return tag(
      "div", Attributes{}.classes("govuk-generic-header", header.classes).add(header.attributes),
      tag("div",
          Attributes{}.classes("govuk-generic-header__container",
                               or_else(header.container_classes, "govuk-width-container")),
          tag("div", {{"class", "govuk-generic-header__logo"}},
              tag("a", Attributes{{"class", "govuk-generic-header__homepage-link"}}.href(or_else(header.url, "/")),
                  header.logo.html()))));
}

Html render(const Header& header) {
  Html content = header.logo;
  if (!header.product_name.empty()) {
    content.add(tag("span", {{"class", "govuk-header__product-name"}}, header.product_name));
  }
  return tag(
      "div", Attributes{}.classes("govuk-header", header.classes).add(header.attributes),
      tag("div",
          Attributes{}.classes("govuk-header__container", or_else(header.container_classes, "govuk-width-container")),
          tag("div", {{"class", "govuk-header__logo"}},
              tag("a", Attributes{{"class", "govuk-header__homepage-link"}}.href(header.url), content))));
}

namespace {

Html render_footer_link(const FooterLink& link) {
  return tag("a", Attributes{{"class", "govuk-footer__link"}}.href(link.href).add(link.attributes), link.text);
}

Html render_footer_section(const FooterSection& section) {
  Html html = tag("h2", {{"class", "govuk-footer__heading govuk-heading-m"}}, section.title);
  if (!section.items.empty()) {
    const std::string columns =
        section.columns > 0 ? "govuk-footer__list--columns-" + std::to_string(section.columns) : "";
    Html items;
    for (const auto& item : section.items) {
      if (item.href.empty() || item.text.empty()) continue;
      items.add(tag("li", {{"class", "govuk-footer__list-item"}}, render_footer_link(item)));
    }
    html.add(tag("ul", Attributes{}.classes("govuk-footer__list", columns), items));
  }
  const std::string width = "govuk-grid-column-" + section.width;
  return tag("div", Attributes{}.classes("govuk-footer__section", width), html);
}

Html render_footer_meta(const FooterMeta& meta) {
  Html html = tag("h2", {{"class", "govuk-visually-hidden"}}, or_else(meta.hidden_title, "Support links"));
  if (!meta.items.empty()) {
    Html items;
    for (const auto& item : meta.items) {
      items.add(tag("li", {{"class", "govuk-footer__inline-list-item"}}, render_footer_link(item)));
    }
    html.add(tag("ul", {{"class", "govuk-footer__inline-list"}}, items));
  }
  if (!meta.content.empty()) html.add(tag("div", {{"class", "govuk-footer__meta-custom"}}, meta.content.html()));
  return html;
}

}  // namespace

Html render(const Footer& footer) {
  Html html = footer.logo;
  if (!footer.sections.empty()) {
    Html sections;
    for (const auto& section : footer.sections) sections.add(render_footer_section(section));
    html.add(tag("div", {{"class", "govuk-footer__navigation"}}, sections));
    html.add(trusted("<hr class=\"govuk-footer__section-break\">"));
  }
  Html wide;
  if (footer.meta) wide.add(render_footer_meta(*footer.meta));
  if (!footer.licence.empty()) {
    wide.add(footer.licence_logo);
    wide.add(tag("span", {{"class", "govuk-footer__licence-description"}}, footer.licence.html()));
  }
  Html meta = tag("div", {{"class", "govuk-footer__meta-item govuk-footer__meta-item--grow"}}, wide);
  if (!footer.copyright.empty()) {
    const auto attributes =
        Attributes{{"class", "govuk-footer__link govuk-footer__copyright-logo"}}.href(footer.copyright_href);
    meta.add(tag("div", {{"class", "govuk-footer__meta-item"}}, tag("a", attributes, footer.copyright.html())));
  }
  html.add(tag("div", {{"class", "govuk-footer__meta"}}, meta));
  return tag("div", Attributes{}.classes("govuk-footer", footer.classes).add(footer.attributes),
             tag("div", Attributes{}.classes("govuk-width-container", footer.container_classes), html));
}

}  // namespace nwd::ui
