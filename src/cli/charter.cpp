#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json/parse.hpp>

#include "charter/evaluate.h"
#include "charter/explain.h"
#include "cli/charter_commands.h"
#include "cli/charter_text.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string file;
  std::string person;
};

Result<void> check(Common& common, const Options& options) {
  NWD_TRY(const auto text, read_charter(options.file));
  if (common.outcome.json) {
    const auto result = charter::check(text.content);
    fmt::print("{}\n", charter::render_json(result.diagnostics, text.name, text.content));
    if (!result.charter) common.outcome.findings();
    return {};
  }
  const auto charter = checked(common, text);
  if (!charter) return {};
  common.outcome.say(fmt::format("{}: {} rules, {} services, {} sources, {} standards. No errors.", charter->title,
                                 charter->rules.size(), charter->services.size(), charter->sources.size(),
                                 charter->standards.size()));
  const auto failures = charter::run_examples(*charter);
  for (const auto& f : failures) {
    const auto at = charter::position_of(text.content, f.span.begin);
    common.outcome.say(
        fmt::format("{}:{}:{}: example \"{}\": {}", text.name, at.line, at.column, f.example, f.message));
  }
  common.outcome.say(
      fmt::format("{} of {} examples hold.", charter->examples.size() - failures.size(), charter->examples.size()));
  if (!failures.empty()) common.outcome.findings();
  return {};
}

Result<void> explain(Common& common, const Options& options) {
  NWD_TRY(const auto text, read_charter(options.file));
  const auto charter = checked(common, text);
  if (!charter) return {};
  std::vector<charter::Diagnostic> wrong;
  auto facts = charter::read_facts(*charter, options.person, wrong);
  if (!facts) {
    fmt::print(stderr, "{}", charter::render_text(wrong, "--person", options.person));
    return fail(std::move(facts).error());
  }
  const auto explanation = charter::explain(*charter, *facts);
  if (common.outcome.json)
    fmt::print("{}\n", charter::render_json(*charter, *facts, explanation));
  else
    fmt::print("{}", charter::render_text(*charter, *facts, explanation));
  return {};
}

}  // namespace

void add_charter(CLI::App& app, Common& common) {
  auto* group = app.add_subcommand("charter", "laws as rules");
  group->require_subcommand(1);
  auto options = std::make_shared<Options>();

  auto* checking = group->add_subcommand("check", "read a charter, say what is wrong with it, and run its examples");
  checking->footer(
      "Example: nwd charter check charters/us-mn-safe-harbor.charter\nEnds with 3 when there is something to mend.");
  checking->add_option("charter", options->file, "a file, or the name of a charter carried here")->required();
  checking->callback([&common, options] { common.outcome.finish(check(common, *options)); });

  auto* explaining =
      group->add_subcommand("explain", "what one person is owed, when, and by which rule, fact and source");
  explaining->footer(
      "Example: nwd charter explain us-mn-safe-harbor \\\n"
      "           --person \"born 2010-03-05, identified 2026-05-02, needs housing always\"");
  explaining->add_option("charter", options->file, "a file, or the name of a charter carried here")->required();
  explaining->add_option("--person", options->person, "facts, written as in an example of a charter")->required();
  explaining->callback([&common, options] { common.outcome.finish(explain(common, *options)); });

  add_charter_prove(*group, common);
  add_charter_population(*group, common);
}

}  // namespace nwd::cli
