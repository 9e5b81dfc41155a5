// What is shown in rows: answers given, tables, tasks, tabs, sections.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/notices.h"

namespace nwd::ui {

struct RowAction {
  std::string href;
  Content content{};          // "Change"
  std::string hidden_text{};  // read aloud after it: "how old"
  std::string classes{};
  Attributes attributes{};
};

struct SummaryRow {
  Content key;
  Content value{};
  std::vector<RowAction> actions{};
  std::string classes{}, key_classes{}, value_classes{}, actions_classes{};
};

struct SummaryCard {
  Content title{};
  int heading_level = 2;
  std::string title_classes{};
  std::vector<RowAction> actions{};
  std::string actions_classes{};
  std::string classes{};
  Attributes attributes{};
};

struct SummaryList {
  std::vector<SummaryRow> rows;
  std::optional<SummaryCard> card{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const SummaryList&);

struct Cell {
  Content content{};
  std::string format{};  // "numeric"
  std::string classes{};
  int colspan = 0;  // 0: not said
  int rowspan = 0;
  Attributes attributes{};
};

struct Table {
  std::string caption{};
  std::string caption_classes{};
  std::optional<std::vector<Cell>> head{};
  std::vector<std::vector<Cell>> rows{};
  bool first_cell_is_header = false;
  std::string classes{};
  Attributes attributes{};
};
Html render(const Table&);

struct Task {
  Content title;
  std::string href{};
  std::optional<Content> hint{};
  Content status{};
  std::optional<Tag> status_tag{};  // instead of `status`
  std::string classes{}, title_classes{}, status_classes{};
};

struct TaskList {
  std::vector<std::optional<Task>> items;  // a gap keeps the numbering of the ids
  std::string id_prefix = "task-list";
  std::string classes{};
  Attributes attributes{};
};
Html render(const TaskList&);

struct Tab {
  std::string label;
  Content panel{};
  std::string id{};
  Attributes attributes{};
  Attributes panel_attributes{};
};

struct Tabs {
  std::vector<std::optional<Tab>> items;
  std::string title = "Contents";
  std::string id{};
  std::string id_prefix{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const Tabs&);

struct AccordionSection {
  Content heading;
  Content content{};
  Content summary{};
  bool expanded = false;
};

struct Accordion {
  std::string id;
  std::vector<std::optional<AccordionSection>> items{};
  int heading_level = 2;
  std::optional<bool> remember_expanded{};
  std::string hide_all_text{}, hide_text{}, hide_label{}, show_all_text{}, show_text{}, show_label{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const Accordion&);

}  // namespace nwd::ui
