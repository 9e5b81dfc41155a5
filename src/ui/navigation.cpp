#include "ui/navigation.h"

#include <algorithm>

#include "ui/parts.h"

namespace nwd::ui {

using parts::or_else;
using parts::spaced;

Html render(const BackLink& link) {
  return tag("a",
             Attributes{}.href(or_else(link.href, "#")).classes("govuk-back-link", link.classes).add(link.attributes),
             link.content.or_else(text("Back")));
}

Html render(const SkipLink& link) {
  return tag("a",
             Attributes{}
                 .href(or_else(link.href, "#content"))
                 .classes("govuk-skip-link", link.classes)
                 .add(link.attributes)
                 .set("data-module", "govuk-skip-link"),
             link.content.html());
}

namespace {

Html render_crumb(const Crumb& crumb) {
  if (crumb.href.empty()) {
    return tag("li", {{"class", "govuk-breadcrumbs__list-item"}, {"aria-current", "page"}}, crumb.content.html());
  }
  return tag("li", {{"class", "govuk-breadcrumbs__list-item"}},
             tag("a", Attributes{{"class", "govuk-breadcrumbs__link"}}.href(crumb.href).add(crumb.attributes),
                 crumb.content.html()));
}

}  // namespace

Html render(const Breadcrumbs& crumbs) {
  const std::string collapse = crumbs.collapse_on_mobile ? "govuk-breadcrumbs--collapse-on-mobile" : "";
  Html items;
  for (const auto& crumb : crumbs.items) items.add(render_crumb(crumb));
  return tag("nav",
             Attributes{}
                 .classes("govuk-breadcrumbs", spaced(crumbs.classes, collapse))
                 .add(crumbs.attributes)
                 .set("aria-label", crumbs.label),
             tag("ol", {{"class", "govuk-breadcrumbs__list"}}, items));
}

namespace {

Html arrow(bool next) {
  if (next) {
    return trusted(
        "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" "
        "height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path "
        "d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062"
        "-6.7246-6.7266z\"></path></svg>");
  }
  return trusted(
      "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" "
      "height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path "
      "d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293"
      "-1.414-1.414z\"></path></svg>");
}

Html arrow_words(const PageLink& link, bool next) {
  if (!link.content.empty()) return link.content.html();
  return join(next ? "Next" : "Previous", parts::hidden(text(" page")));
}

Html render_arrow_link(const PageLink& link, bool next, bool block) {
  Html content;
  if (block || !next) content.add(arrow(next));
  const std::string_view decorated = block && link.label_text.empty() ? "govuk-pagination__link-title--decorated" : "";
  content.add(tag("span", Attributes{}.classes("govuk-pagination__link-title", decorated), arrow_words(link, next)));
  if (block && !link.label_text.empty()) {
    content.add(parts::hidden(text(":")));
    content.add(tag("span", {{"class", "govuk-pagination__link-label"}}, link.label_text));
  }
  if (!block && next) content.add(arrow(next));
  Attributes attributes{{"class", "govuk-link govuk-pagination__link"}};
  attributes.href(link.href).set("rel", next ? "next" : "prev").add(link.attributes);
  return tag("div", {{"class", next ? "govuk-pagination__next" : "govuk-pagination__prev"}},
             tag("a", attributes, content));
}

Html render_page_item(const PageItem& item) {
  if (item.ellipsis) {
    return tag("li", Attributes{}.classes("govuk-pagination__item", "govuk-pagination__item--ellipsis"),
               trusted("&ctdot;"));
  }
  Attributes attributes{{"class", "govuk-link govuk-pagination__link"}};
  attributes.href(item.href).set("aria-label", item.label.value_or("Page " + item.number));
  if (item.current) attributes.set("aria-current", "page");
  return tag("li",
             Attributes{}.classes("govuk-pagination__item", item.current ? "govuk-pagination__item--current" : ""),
             tag("a", attributes.add(item.attributes), item.number));
}

}  // namespace

Html render(const Pagination& pagination) {
  const bool has_previous = pagination.previous && !pagination.previous->href.empty();
  const bool has_next = pagination.next && !pagination.next->href.empty();
  const bool block = pagination.items.empty() && (pagination.previous || pagination.next);
  Html html;
  if (has_previous) html.add(render_arrow_link(*pagination.previous, false, block));
  if (!pagination.items.empty()) {
    Html items;
    for (const auto& item : pagination.items) items.add(render_page_item(item));
    html.add(tag("ul", {{"class", "govuk-pagination__list"}}, items));
  }
  if (has_next) html.add(render_arrow_link(*pagination.next, true, block));
  return tag("nav",
             Attributes{}
                 .classes("govuk-pagination", spaced(block ? "govuk-pagination--block" : "", pagination.classes))
                 .set("aria-label", or_else(pagination.label, "Pagination"))
                 .add(pagination.attributes),
             html);
}

namespace {

Html render_service_link(const ServiceLink& link) {
  const bool here = link.active || link.current;
  Attributes attributes;
  if (here) attributes.set("aria-current", link.current ? "page" : "true");
  const Html words = here ? tag("strong", {{"class", "govuk-service-navigation__active-fallback"}}, link.content.html())
                          : link.content.html();
  Html inner;
  if (!link.href.empty()) {
    inner = tag(
        "a",
        Attributes{{"class", "govuk-service-navigation__link"}}.href(link.href).add(attributes).add(link.attributes),
        words);
  } else if (!link.content.empty()) {
    inner = tag("span", Attributes{{"class", "govuk-service-navigation__text"}}.add(attributes), words);
  }
  return tag(
      "li",
      Attributes{}.classes("govuk-service-navigation__item", here ? "govuk-service-navigation__item--active" : ""),
      inner);
}

Html service_name(const ServiceNavigation& navigation) {
  if (navigation.service_name.empty()) return {};
  const Html inner =
      navigation.service_url.empty()
          ? tag("span", {{"class", "govuk-service-navigation__text"}}, navigation.service_name)
          : tag("a", Attributes{{"class", "govuk-service-navigation__link"}}.href(navigation.service_url),
                navigation.service_name);
  return tag("span", {{"class", "govuk-service-navigation__service-name"}}, inner);
}

Html menu_button(const ServiceNavigation& navigation, const std::string& words) {
  Attributes attributes{{"type", "button"},
                        {"class", "govuk-service-navigation__toggle govuk-js-service-navigation-toggle"},
                        {"aria-controls", navigation.navigation_id}};
  if (navigation.menu_label != words) attributes.maybe("aria-label", navigation.menu_label);
  return tag("button", attributes.flag("hidden").set("aria-hidden", "true"), words);
}

Html service_menu(const ServiceNavigation& navigation) {
  if (navigation.items.empty() && navigation.slot_navigation_start.empty() && navigation.slot_navigation_end.empty()) {
    return {};
  }
  const std::string words(or_else(navigation.menu_text, "Menu"));
  Html html;
  if (navigation.collapse_on_mobile.value_or(navigation.items.size() > 1)) html.add(menu_button(navigation, words));
  Html items = navigation.slot_navigation_start;
  for (const auto& link : navigation.items) items.add(render_service_link(link));
  items.add(navigation.slot_navigation_end);
  html.add(tag("ul", {{"class", "govuk-service-navigation__list"}, {"id", navigation.navigation_id}}, items));
  return tag("nav",
             Attributes{{"aria-label", or_else(navigation.navigation_label, words)}}.classes(
                 "govuk-service-navigation__wrapper", navigation.navigation_classes),
             html);
}

}  // namespace

Html render(const ServiceNavigation& navigation) {
  const std::string_view inlining =
      navigation.slot_end_inline ? "govuk-service-navigation__inlining-container" : std::string_view();
  const Html inner = tag("div", Attributes{}.classes("govuk-width-container", inlining), navigation.slot_start,
                         tag("div", {{"class", "govuk-service-navigation__container"}}, service_name(navigation),
                             service_menu(navigation)),
                         navigation.slot_end);
  Attributes attributes;
  attributes.classes("govuk-service-navigation", navigation.classes)
      .set("data-module", "govuk-service-navigation")
      .add(navigation.attributes);
  const bool landmark =
      !navigation.service_name.empty() || !navigation.slot_start.empty() || !navigation.slot_end.empty();
  if (!landmark) return tag("div", attributes, inner);
  return tag("section", Attributes{{"aria-label", navigation.label}}.add(attributes), inner);
}

namespace {

Html render_language(const LanguageLink& link) {
  Attributes common;
  common.maybe("lang", link.lang);
  if (link.current || link.href.empty()) {
    return tag("span",
               Attributes{}
                   .classes("govuk-language-navigation__text", link.classes)
                   .set("aria-current", "true")
                   .add(common)
                   .maybe("dir", link.dir)
                   .add(link.attributes),
               link.content.html());
  }
  Attributes attributes;
  attributes.classes("govuk-language-navigation__link", link.classes)
      .href(link.href)
      .set("rel", "alternate")
      .add(common)
      .maybe("hreflang", or_else(link.href_lang, link.lang))
      .maybe("dir", link.dir)
      .add(link.attributes);
  return tag("a", attributes, link.content.html(),
             link.description.empty() ? Html() : parts::hidden(text(" " + link.description)));
}

}  // namespace

Html render(const LanguageNavigation& navigation) {
  Html items;
  for (const auto& link : navigation.items) {
    items.add(tag("li", {{"class", "govuk-language-navigation__list-item"}}, render_language(link)));
  }
  return tag("nav",
             Attributes{}
                 .classes("govuk-language-navigation", navigation.classes)
                 .add(navigation.attributes)
                 .set("aria-label", navigation.label),
             tag("ul", {{"class", "govuk-language-navigation__list"}}, items));
}

}  // namespace nwd::ui
