#include "ui/lists.h"

#include <algorithm>

#include "ui/parts.h"

namespace nwd::ui {

using parts::spaced;

namespace {

Html render_action(const RowAction& action, const SummaryCard* card) {
  Html content = action.content.html();
  const bool titled = card != nullptr && !card->title.empty();
  if (!action.hidden_text.empty() || titled) {
    Html more;
    if (!action.hidden_text.empty()) more.add(" " + action.hidden_text);
    if (titled) more.add(join(" (", card->title.html(), ")"));
    content.add(parts::hidden(more));
  }
  return tag("a", Attributes{}.classes("govuk-link", action.classes).href(action.href).add(action.attributes), content);
}

Html render_row_actions(const SummaryRow& row, const SummaryCard* card) {
  Html content;
  if (row.actions.size() == 1) {
    content = render_action(row.actions[0], card);
  } else {
    for (const auto& action : row.actions) {
      content.add(tag("li", {{"class", "govuk-summary-list__actions-list-item"}}, render_action(action, card)));
    }
    content = tag("ul", {{"class", "govuk-summary-list__actions-list"}}, content);
  }
  return tag("dd", Attributes{}.classes("govuk-summary-list__actions", row.actions_classes), content);
}

Html render_row(const SummaryRow& row, bool any_has_actions, const SummaryCard* card) {
  const bool lacks = any_has_actions && row.actions.empty();
  Html html = join(tag("dt", Attributes{}.classes("govuk-summary-list__key", row.key_classes), row.key.html()),
                   tag("dd", Attributes{}.classes("govuk-summary-list__value", row.value_classes), row.value.html()));
  if (!row.actions.empty()) html.add(render_row_actions(row, card));
  const std::string classes = spaced(lacks ? "govuk-summary-list__row--no-actions" : "", row.classes);
  return tag("div", Attributes{}.classes("govuk-summary-list__row", classes), html);
}

Html card_actions(const SummaryCard& card) {
  if (card.actions.empty()) return {};
  const auto attributes = Attributes{}.classes("govuk-summary-card__actions", card.actions_classes);
  if (card.actions.size() == 1) return tag("div", attributes, render_action(card.actions[0], &card));
  Html items;
  for (const auto& action : card.actions) {
    items.add(tag("li", {{"class", "govuk-summary-card__action"}}, render_action(action, &card)));
  }
  return tag("ul", attributes, items);
}

Html render_card(const SummaryCard& card, const Html& content) {
  Html head;
  if (!card.title.empty()) {
    head.add(parts::heading(card.heading_level, Attributes{}.classes("govuk-summary-card__title", card.title_classes),
                            card.title.html()));
  }
  head.add(card_actions(card));
  return tag("div", Attributes{}.classes("govuk-summary-card", card.classes).add(card.attributes),
             tag("div", {{"class", "govuk-summary-card__title-wrapper"}}, head),
             tag("div", {{"class", "govuk-summary-card__content"}}, content));
}

}  // namespace

Html render(const SummaryList& list) {
  const bool any_has_actions =
      std::any_of(list.rows.begin(), list.rows.end(), [](const SummaryRow& row) { return !row.actions.empty(); });
  const SummaryCard* card = list.card ? &*list.card : nullptr;
  Html rows;
  for (const auto& row : list.rows) rows.add(render_row(row, any_has_actions, card));
  const Html html = tag("dl", Attributes{}.classes("govuk-summary-list", list.classes).add(list.attributes), rows);
  return card != nullptr ? render_card(*card, html) : html;
}

namespace {

Attributes cell_attributes(const Cell& cell) {
  Attributes attributes;
  if (cell.colspan > 0) attributes.set("colspan", cell.colspan);
  if (cell.rowspan > 0) attributes.set("rowspan", cell.rowspan);
  return attributes.add(cell.attributes);
}

std::string formatted(std::string_view base, const Cell& cell) {
  return spaced(cell.format.empty() ? "" : std::string(base) + cell.format, cell.classes);
}

Html render_cell(const Cell& cell, bool header) {
  if (header) {
    return tag("th",
               Attributes{{"scope", "row"}}.classes("govuk-table__header", cell.classes).add(cell_attributes(cell)),
               cell.content.html());
  }
  return tag(
      "td",
      Attributes{}.classes("govuk-table__cell", formatted("govuk-table__cell--", cell)).add(cell_attributes(cell)),
      cell.content.html());
}

Html render_head(const std::vector<Cell>& head) {
  Html cells;
  for (const auto& cell : head) {
    cells.add(tag("th",
                  Attributes{{"scope", "col"}}
                      .classes("govuk-table__header", formatted("govuk-table__header--", cell))
                      .add(cell_attributes(cell)),
                  cell.content.html()));
  }
  return tag("thead", {{"class", "govuk-table__head"}}, tag("tr", {{"class", "govuk-table__row"}}, cells));
}

}  // namespace

Html render(const Table& table) {
  Html html;
  if (!table.caption.empty()) {
    html.add(tag("caption", Attributes{}.classes("govuk-table__caption", table.caption_classes), table.caption));
  }
  if (table.head) html.add(render_head(*table.head));
  Html rows;
  for (const auto& row : table.rows) {
    Html cells;
    for (const auto& cell : row) cells.add(render_cell(cell, table.first_cell_is_header && &cell == &row.front()));
    rows.add(tag("tr", {{"class", "govuk-table__row"}}, cells));
  }
  html.add(tag("tbody", {{"class", "govuk-table__body"}}, rows));
  return tag("table", Attributes{}.classes("govuk-table", table.classes).add(table.attributes), html);
}

namespace {

Html task_title(const Task& task, const std::string& hint_id, const std::string& status_id) {
  if (task.href.empty()) return tag("div", Attributes{}.maybe("class", task.title_classes), task.title.html());
  Attributes attributes;
  attributes.classes("govuk-link", spaced("govuk-task-list__link", task.title_classes))
      .href(task.href)
      .set("aria-describedby", spaced(task.hint ? hint_id : "", status_id));
  return tag("a", attributes, task.title.html());
}

Html render_task(const Task& task, const std::string& id) {
  const std::string hint_id = id + "-hint";
  const std::string status_id = id + "-status";
  Html name = task_title(task, hint_id, status_id);
  if (task.hint) name.add(tag("div", {{"id", hint_id}, {"class", "govuk-task-list__hint"}}, task.hint->html()));
  Attributes status;
  status.classes("govuk-task-list__status", task.status_classes).set("id", status_id);
  const std::string linked = task.href.empty() ? "" : "govuk-task-list__item--with-link";
  return tag("li", Attributes{}.classes("govuk-task-list__item", spaced(linked, task.classes)),
             tag("div", {{"class", "govuk-task-list__name-and-hint"}}, name),
             tag("div", status, task.status_tag ? render(*task.status_tag) : task.status.html()));
}

}  // namespace

Html render(const TaskList& list) {
  Html items;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (list.items[i]) items.add(render_task(*list.items[i], list.id_prefix + "-" + std::to_string(i + 1)));
  }
  return tag("ul", Attributes{}.classes("govuk-task-list", list.classes).add(list.attributes), items);
}

}  // namespace nwd::ui
