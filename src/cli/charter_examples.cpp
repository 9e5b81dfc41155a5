#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <deque>

#include "charter/examples.h"
#include "cli/charter_commands.h"
#include "cli/charter_text.h"

namespace nwd::cli {
namespace {

constexpr std::size_t most_files = 1000;

struct Options {
  std::vector<std::string> files;
};

// Every file is looked at, also after one that has errors.
Result<void> test(Common& common, const Options& options) {
  if (options.files.size() > most_files) return fail(Code::invalid, "These are more than 1000 files.");
  std::deque<CharterText> texts;  // the results point into them
  std::vector<charter::TestedFile> tested;
  for (const auto& file : options.files) {
    NWD_TRY(auto read, read_charter(file));
    const auto& text = texts.emplace_back(std::move(read));
    const auto charter = checked(common, text);
    if (!charter) continue;
    tested.push_back({text.name, text.content, charter::test_examples(*charter)});
    if (tested.back().examples.empty()) fmt::print(stderr, "warning: {} has no examples.\n", text.name);
    for (const auto& example : tested.back().examples)
      if (!example.holds()) common.outcome.findings();
  }
  fmt::print("{}", common.outcome.json ? charter::render_json(tested) + '\n' : charter::render_text(tested));
  return {};
}

}  // namespace

void add_charter_examples(CLI::App& group, Common& common) {
  auto options = std::make_shared<Options>();
  auto* testing = group.add_subcommand("test", "the worked examples of charters: which hold, and what differs and why");
  testing->footer(
      "Example: nwd charter test charters/*.charter\n"
      "Ends with 3 when an example does not hold, or a charter has errors.");
  testing->add_option("charters", options->files, "files, or names of charters carried here")->required();
  testing->callback([&common, options] { common.outcome.finish(test(common, *options)); });
}

}  // namespace nwd::cli
