// Worked examples run: which hold, and for those that do not, what differs and why the charter says so.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "charter/evaluate.h"

namespace nwd::charter {

struct ExampleDifference {
  std::string what;  // "owed housing > emergency"
  Span span{};       // of the expectation
  bool possibly = false;
  DayBounds expected{};
  DayBounds got{};
  Day first{};      // the first day on which they differ
  std::string why;  // which rule, fact and source put the endpoint there, or why nothing is owed
};

struct ExampleResult {
  std::string title;
  Span span{};
  std::vector<ExampleDifference> differences{};
  [[nodiscard]] bool holds() const { return differences.empty(); }
};

std::vector<ExampleResult> test_examples(const Charter&);
std::string message(const ExampleDifference&);  // "owed housing: expected [...), the charter gives [...)"

struct TestedFile {
  std::string name;
  std::string_view text;
  std::vector<ExampleResult> examples{};
};
// Each example by name, `ok` or what differs, and how many hold.
std::string render_text(std::span<const TestedFile>);
std::string render_json(std::span<const TestedFile>);

}  // namespace nwd::charter
