#include "ui/fixture_options_test.h"

namespace nwd::ui::fixtures {

namespace {

std::vector<RowAction> actions_of(const Options& o) {
  std::vector<RowAction> all;
  for (const auto& item : o["items"].items()) {
    all.push_back({.href = item["href"].text(),
                   .content = item.content(),
                   .hidden_text = item["visuallyHiddenText"].text(),
                   .classes = item["classes"].text(),
                   .attributes = item["attributes"].attributes()});
  }
  return all;
}

SummaryRow row_of(const Options& o) {
  return {.key = o["key"].content(),
          .value = o["value"].content(),
          .actions = actions_of(o["actions"]),
          .classes = o["classes"].text(),
          .key_classes = o["key"]["classes"].text(),
          .value_classes = o["value"]["classes"].text(),
          .actions_classes = o["actions"]["classes"].text()};
}

Html summary_list(const Options& o) {
  SummaryList list{.rows = {}, .classes = o["classes"].text(), .attributes = o["attributes"].attributes()};
  for (const auto& row : o["rows"].truthy_items()) list.rows.push_back(row_of(row));
  if (const Options card = o["card"]; card.truthy()) {
    list.card = SummaryCard{.title = card["title"].content(),
                            .heading_level = card["title"]["headingLevel"].number_or(2),
                            .title_classes = card["title"]["classes"].text(),
                            .actions = actions_of(card["actions"]),
                            .actions_classes = card["actions"]["classes"].text(),
                            .classes = card["classes"].text(),
                            .attributes = card["attributes"].attributes()};
  }
  return render(list);
}

Cell cell_of(const Options& o) {
  return {.content = o.content(),
          .format = o["format"].text(),
          .classes = o["classes"].text(),
          .colspan = o["colspan"].number_or(0),
          .rowspan = o["rowspan"].number_or(0),
          .attributes = o["attributes"].attributes()};
}

Html table(const Options& o) {
  Table all{.caption = o["caption"].text(),
            .caption_classes = o["captionClasses"].text(),
            .first_cell_is_header = o["firstCellIsHeader"].truthy(),
            .classes = o["classes"].text(),
            .attributes = o["attributes"].attributes()};
  if (o["head"].truthy()) {
    all.head.emplace();
    for (const auto& cell : o["head"].items()) all.head->push_back(cell_of(cell));
  }
  for (const auto& row : o["rows"].truthy_items()) {
    all.rows.emplace_back();
    for (const auto& cell : row.items()) all.rows.back().push_back(cell_of(cell));
  }
  return render(all);
}

std::optional<Task> task_of(const Options& o) {
  if (!o.truthy()) return std::nullopt;
  Task task{.title = o["title"].content(),
            .href = o["href"].text(),
            .status = o["status"].content(),
            .classes = o["classes"].text(),
            .title_classes = o["title"]["classes"].text(),
            .status_classes = o["status"]["classes"].text()};
  if (o["hint"].truthy()) task.hint = o["hint"].content();
  if (o["status"]["tag"].truthy()) task.status_tag = tag_of(o["status"]["tag"]);
  return task;
}

Html task_list(const Options& o) {
  TaskList list{.items = {},
                .id_prefix = o["idPrefix"].text_or("task-list"),
                .classes = o["classes"].text(),
                .attributes = o["attributes"].attributes()};
  for (const auto& item : o["items"].items()) list.items.push_back(task_of(item));
  return render(list);
}

std::optional<Tab> tab_of(const Options& o) {
  if (!o.truthy()) return std::nullopt;
  return Tab{.label = o["label"].text(),
             .panel = o["panel"].content(),
             .id = o["id"].text(),
             .attributes = o["attributes"].attributes(),
             .panel_attributes = o["panel"]["attributes"].attributes()};
}

Html tabs(const Options& o) {
  Tabs all{.items = {},
           .title = o["title"].text_or("Contents"),
           .id = o["id"].text(),
           .id_prefix = o["idPrefix"].text(),
           .classes = o["classes"].text(),
           .attributes = o["attributes"].attributes()};
  for (const auto& item : o["items"].items()) all.items.push_back(tab_of(item));
  return render(all);
}

std::optional<AccordionSection> section_of(const Options& o) {
  if (!o.truthy()) return std::nullopt;
  return AccordionSection{.heading = o["heading"].content(),
                          .content = o["content"].content(),
                          .summary = o["summary"].content(),
                          .expanded = o["expanded"].truthy()};
}

Html accordion(const Options& o) {
  Accordion all{.id = o["id"].text(),
                .heading_level = o["headingLevel"].number_or(2),
                .remember_expanded = o["rememberExpanded"].flag(),
                .hide_all_text = o["hideAllSectionsText"].text(),
                .hide_text = o["hideSectionText"].text(),
                .hide_label = o["hideSectionAriaLabelText"].text(),
                .show_all_text = o["showAllSectionsText"].text(),
                .show_text = o["showSectionText"].text(),
                .show_label = o["showSectionAriaLabelText"].text(),
                .classes = o["classes"].text(),
                .attributes = o["attributes"].attributes()};
  for (const auto& item : o["items"].items()) all.items.push_back(section_of(item));
  return render(all);
}

}  // namespace

Renderers list_renderers() {
  return {{"summary-list", summary_list},
          {"table", table},
          {"task-list", task_list},
          {"tabs", tabs},
          {"accordion", accordion}};
}

}  // namespace nwd::ui::fixtures
