#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>

#include "charter/evaluate.h"
#include "charter/explain.h"
#include "charter/format.h"
#include "cli/charter_commands.h"
#include "cli/charter_text.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string file;
  bool only_check = false;
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

// Written beside and moved into place: a full disk leaves the old text.
Result<void> rewrite(const std::string& file, const std::string& text) {
  const std::filesystem::path beside = file + ".new";
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code failed;
  if (out) std::filesystem::rename(beside, file, failed);
  if (out && !failed) return {};
  std::filesystem::remove(beside, failed);
  return fail(Code::storage_full, "The file could not be written; it is as it was: " + file);
}

Result<void> format(Common& common, const Options& options) {
  NWD_TRY(const auto text, read_charter(options.file));
  const auto formatted = charter::format(text.content);
  if (!formatted) {
    static_cast<void>(checked(common, text));
    return fail(Code::invalid, "The file was left as it is: mend its errors first.");
  }
  if (*formatted == text.content) {
    common.outcome.say(text.name + " is in the one layout.");
    return {};
  }
  if (options.only_check) {
    common.outcome.say(text.name + " would change. `nwd charter format " + text.name + "` writes it.");
    common.outcome.findings();
    return {};
  }
  if (!std::filesystem::exists(options.file))
    return fail(Code::invalid, "A charter that is carried is not written. Name a file.");
  NWD_CHECK(rewrite(options.file, *formatted));
  common.outcome.say("Wrote " + text.name + " in the one layout.");
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
  add_charter_argument(*checking, "charter", options->file);
  checking->callback([&common, options] { common.outcome.finish(check(common, *options)); });

  auto* explaining =
      group->add_subcommand("explain", "what one person is owed, when, and by which rule, fact and source");
  explaining->footer(
      "Example: nwd charter explain us-mn-safe-harbor \\\n"
      "           --person \"born 2010-03-05, identified 2026-05-02, needs housing always\"");
  add_charter_argument(*explaining, "charter", options->file);
  explaining->add_option("--person", options->person, "facts, written as in an example of a charter")->required();
  explaining->callback([&common, options] { common.outcome.finish(explain(common, *options)); });

  auto* formatting = group->add_subcommand("format", "write a charter in the one layout, comments where they stand");
  formatting->footer(
      "Example: nwd charter format draft.charter\nWith --check nothing is written; it ends with 3 if something would "
      "change.");
  formatting->add_option("charter", options->file, "a file")->required();
  formatting->add_flag("--check", options->only_check, "only say whether it would change");
  formatting->callback([&common, options] { common.outcome.finish(format(common, *options)); });

  add_charter_prove(*group, common);
  add_charter_diff(*group, common);
  add_charter_population(*group, common);
}

}  // namespace nwd::cli
