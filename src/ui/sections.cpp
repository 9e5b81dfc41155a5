#include "ui/lists.h"
#include "ui/parts.h"

namespace nwd::ui {

namespace {

Html paragraph_or_markup(const Content& content) {
  return content.is_text() ? tag("p", {{"class", "govuk-body"}}, content.html()) : content.html();
}

Html render_tab(const Tab& tab, const std::string& id, bool first) {
  return tag("li", Attributes{}.classes("govuk-tabs__list-item", first ? "govuk-tabs__list-item--selected" : ""),
             tag("a", Attributes{{"class", "govuk-tabs__tab"}}.href("#" + id).add(tab.attributes), tab.label));
}

Html render_tab_panel(const Tab& tab, const std::string& id, bool first) {
  Attributes attributes;
  attributes.classes("govuk-tabs__panel", first ? "" : "govuk-tabs__panel--hidden")
      .set("id", id)
      .add(tab.panel_attributes);
  return tag("div", attributes, paragraph_or_markup(tab.panel));
}

}  // namespace

Html render(const Tabs& tabs) {
  Html list;
  Html panels;
  for (std::size_t i = 0; i < tabs.items.size(); ++i) {
    if (!tabs.items[i]) continue;
    const Tab& tab = *tabs.items[i];
    const std::string id = tab.id.empty() ? tabs.id_prefix + "-" + std::to_string(i + 1) : tab.id;
    list.add(render_tab(tab, id, i == 0));
    panels.add(render_tab_panel(tab, id, i == 0));
  }
  Html html = tag("h2", {{"class", "govuk-tabs__title"}}, tabs.title);
  if (!tabs.items.empty()) html.add(tag("ul", {{"class", "govuk-tabs__list"}}, list)).add(panels);
  Attributes attributes;
  attributes.maybe("id", tabs.id)
      .classes("govuk-tabs", tabs.classes)
      .add(tabs.attributes)
      .set("data-module", "govuk-tabs");
  return tag("div", attributes, html);
}

namespace {

Html render_section(const AccordionSection& section, const std::string& id, const std::string& number, int level) {
  Html head =
      parts::heading(level, {{"class", "govuk-accordion__section-heading"}},
                     tag("span", {{"class", "govuk-accordion__section-button"}, {"id", id + "-heading-" + number}},
                         section.heading.html()));
  if (!section.summary.empty()) {
    head.add(tag("div", {{"class", "govuk-accordion__section-summary govuk-body"}, {"id", id + "-summary-" + number}},
                 section.summary.html()));
  }
  return tag(
      "div",
      Attributes{}.classes("govuk-accordion__section", section.expanded ? "govuk-accordion__section--expanded" : ""),
      tag("div", {{"class", "govuk-accordion__section-header"}}, head),
      tag("div", {{"id", id + "-content-" + number}, {"class", "govuk-accordion__section-content"}},
          paragraph_or_markup(section.content)));
}

}  // namespace

Html render(const Accordion& accordion) {
  Html sections;
  for (std::size_t i = 0; i < accordion.items.size(); ++i) {
    if (!accordion.items[i]) continue;
    sections.add(render_section(*accordion.items[i], accordion.id, std::to_string(i + 1), accordion.heading_level));
  }
  Attributes attributes;
  attributes.classes("govuk-accordion", accordion.classes)
      .set("data-module", "govuk-accordion")
      .set("id", accordion.id);
  parts::translate(attributes, "hide-all-sections", accordion.hide_all_text);
  parts::translate(attributes, "hide-section", accordion.hide_text);
  parts::translate(attributes, "hide-section-aria-label", accordion.hide_label);
  parts::translate(attributes, "show-all-sections", accordion.show_all_text);
  parts::translate(attributes, "show-section", accordion.show_text);
  parts::translate(attributes, "show-section-aria-label", accordion.show_label);
  if (accordion.remember_expanded) {
    attributes.set("data-remember-expanded", *accordion.remember_expanded ? "true" : "false");
  }
  return tag("div", attributes.add(accordion.attributes), sections);
}

}  // namespace nwd::ui
