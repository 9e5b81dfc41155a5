#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/charter_commands.h"
#include "cli/charter_text.h"
#include "cli/exit_status.h"
#include "proof/difference.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string before;
  std::string after;
  std::string as_of;
  std::string as_of_after;
  std::string format = "text";
  int seconds = 5;
};

Result<proof::DifferenceOptions> asked(const Options& options) {
  proof::DifferenceOptions out;
  out.timeout = std::chrono::seconds(options.seconds);
  if (options.as_of.empty()) return out;
  NWD_TRY(out.before_as_of, day_option("--as-of", options.as_of));
  out.after_as_of = out.before_as_of;
  if (options.as_of_after.empty()) return out;
  NWD_TRY(out.after_as_of, day_option("--as-of-after", options.as_of_after));
  return out;
}

using Render = std::string (*)(const proof::Named&, const proof::Named&, const proof::Differences&);

Render renderer(const Common& common, const Options& options) {
  if (common.outcome.json || options.format == "json") return proof::render_json;
  return options.format == "html" ? proof::render_html : proof::render_text;
}

Result<void> diff(Common& common, const Options& options) {
  NWD_TRY(const auto before_text, read_charter(options.before));
  NWD_TRY(const auto after_text, read_charter(options.after));
  NWD_TRY(const auto wanted, asked(options));
  const auto before = checked(common, before_text);
  const auto after = checked(common, after_text);
  if (!before || !after) return {};
  NWD_TRY(const auto found, proof::differences(*before, *after, wanted));
  fmt::print("{}\n", renderer(common, options)({*before, before_text.name}, {*after, after_text.name}, found));
  switch (proof::outcome(found)) {
    case proof::Outcome::same: break;
    case proof::Outcome::different: common.outcome.findings(); break;
    case proof::Outcome::unknown:
      return fail(Code::timed_out, "The time was up before it was known whether they differ. Try a longer --timeout.");
  }
  return {};
}

}  // namespace

void add_charter_diff(CLI::App& group, Common& common) {
  auto options = std::make_shared<Options>();
  auto* comparing = group.add_subcommand(
      "diff", "what two charters owe differently: who gains and loses which days, with a person for each");
  comparing->footer(
      "Example: nwd charter diff us-mn-safe-harbor draft.charter\n"
      "         nwd charter diff us-mn-safe-harbor us-mn-safe-harbor --as-of 2015-01-01 --as-of-after 2017-01-01\n"
      "         nwd charter diff --format html old.charter new.charter > changes.html\n"
      "Without --as-of each day is compared under the wording in force on it; with it, the wording of that day as if "
      "it\n"
      "applied on every day. Layout, and the names of rules and states, do not count.\n"
      "Ends with 0 when both are proved to owe the same, with 3 when they differ, and with 7 when the time was up and "
      "no\n"
      "difference had been found. docs/proof.md says what is compared.");
  add_charter_argument(*comparing, "before", options->before);
  add_charter_argument(*comparing, "after", options->after);
  auto* as_of = comparing->add_option("--as-of", options->as_of, "the wording of this day, on every day");
  comparing->add_option("--as-of-after", options->as_of_after, "the same for the second charter, if it is another day")
      ->needs(as_of);
  comparing->add_option("--format", options->format, "text, json or html")
      ->check(CLI::IsMember({"text", "json", "html"}))
      ->capture_default_str();
  comparing->add_option("--timeout", options->seconds, "seconds for each service")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  comparing->callback([&common, options] { common.outcome.finish(diff(common, *options)); });
}

}  // namespace nwd::cli
