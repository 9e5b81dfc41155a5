// A person to try a charter on, as a form: a field for each fact that the charter declares. What is left empty is not
// known. Nothing of it is stored.
//
// Names of fields, for fact i: a date "f2-day", "-month", "-year" and "f2-never"; a choice "f4"; days "f7" with
// "f7-0-from", "f7-0-until"; needs "f6-s" (a service each), "f6-0-from", "f6-0-until", "f6-rest"; rows "f5-r0-c1" and
// "f5-more".
#pragma once

#include "charter/evaluate.h"
#include "ui/form.h"

namespace nwd::drafting {

// What is wrong becomes problems of the form; the facts are then those that were right.
charter::Facts facts_in(ui::Form&, const charter::Charter&);
// The form that says these facts. Needs on different days for different services become needs on all of them.
ui::FormValues form_values(const charter::Facts&);
void put_day(ui::FormValues&, const std::string& field, Day);

inline constexpr std::size_t most_spans = 4;  // of one set of days
std::string fact_field(charter::FactId);
std::string row_field(charter::FactId, std::size_t row, std::size_t field);
std::string span_field(charter::FactId, std::size_t span, std::string_view end);  // end: "from" or "until"
bool row_given(const ui::Form&, const charter::Charter&, charter::FactId, std::size_t row);
std::size_t rows_given(const ui::Form&, const charter::Charter&, charter::FactId);  // up to the last that is given
std::size_t spans_given(const ui::Form&, charter::FactId);

}  // namespace nwd::drafting
