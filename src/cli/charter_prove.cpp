#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/charter_commands.h"
#include "cli/charter_text.h"
#include "cli/exit_status.h"
#include "proof/proof.h"
#include "proof/render.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string charter;
  std::string as_of;
  std::string format = "text";
  int seconds = 5;
  bool own_only = false;
};

Result<proof::Options> asked(const Options& options) {
  proof::Options out;
  out.timeout = std::chrono::seconds(options.seconds);
  out.shared = !options.own_only;
  if (options.as_of.empty()) return out;
  NWD_TRY(out.as_of, day_option("--as-of", options.as_of));
  return out;
}

using Render = std::string (*)(const charter::Charter&, std::span<const proof::Verdict>, std::string_view,
                               std::string_view);

Render renderer(const Common& common, const Options& options) {
  if (common.outcome.json || options.format == "json") return proof::render_json;
  if (options.format == "sarif") return proof::render_sarif;
  return options.format == "html" ? proof::render_html : proof::render_text;
}

Result<void> prove(Common& common, const Options& options) {
  NWD_TRY(const auto text, read_charter(options.charter));
  NWD_TRY(const auto wanted, asked(options));
  const auto charter = checked(common, text);
  if (!charter) return {};
  NWD_TRY(const auto verdicts, proof::prove(*charter, wanted));
  fmt::print("{}\n", renderer(common, options)(*charter, verdicts, text.name, text.content));
  if (proof::exit_status(verdicts) != status_done) common.outcome.findings();
  return {};
}

}  // namespace

void add_charter_prove(CLI::App& group, Common& common) {
  auto options = std::make_shared<Options>();
  auto* proving =
      group.add_subcommand("prove", "which standards a charter meets, and a person it fails for each it does not");
  proving->footer(
      "Example: nwd charter prove us-mn-safe-harbor\n"
      "         nwd charter prove --format html draft.charter > verdicts.html\n"
      "Ends with 3 when a standard fails, is not stated or is not known. docs/proof.md says what is measured.");
  add_charter_argument(*proving, "charter", options->charter);
  proving->add_option("--as-of", options->as_of, "the law of this day; without: after its last change");
  proving->add_option("--format", options->format, "text, json, sarif or html")
      ->check(CLI::IsMember({"text", "json", "sarif", "html"}))
      ->capture_default_str();
  proving->add_option("--timeout", options->seconds, "seconds for each standard")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  proving->add_flag("--own-only", options->own_only, "only the standards that the charter states itself");
  proving->callback([&common, options] { common.outcome.finish(prove(common, *options)); });
}

}  // namespace nwd::cli
