#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands.h"
#include "directory/export.h"
#include "directory/import.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string path;
  std::string format;
  std::string file = "-";
};

Result<directory::Format> format_of(const Options& options) {
  if (options.format.empty()) {
    const auto guessed = directory::guess_format(options.path);
    if (guessed) return *guessed;
    return fail(Code::invalid,
                "What kind of directory this is cannot be told from its columns: name it with --format.");
  }
  const auto format = directory::parse_format(options.format);
  if (!format)
    return fail(Code::invalid,
                "There is no format \"" + options.format + "\". Formats: hud-hic, florida-legal-aid, san-mateo, hsds.");
  return *format;
}

boost::json::value to_json(const directory::ImportReport& r) {
  boost::json::array problems;
  for (const auto& p : r.problems) problems.push_back({{"file", p.file}, {"line", p.line}, {"reason", p.reason}});
  return {{"rows", r.rows},           {"added", r.added},       {"changed", r.changed},
          {"same", r.same},           {"services", r.services}, {"organizations", r.organizations},
          {"set_aside", r.set_aside}, {"problems", problems}};
}

void report(Common& common, const directory::ImportReport& r) {
  common.outcome.say(fmt::format("Read {} rows: {} organizations, {} services.", with_commas(r.rows),
                                 with_commas(r.organizations), with_commas(r.services)));
  common.outcome.say(fmt::format("{} added, {} changed, {} the same as before.", with_commas(r.added),
                                 with_commas(r.changed), with_commas(r.same)));
  for (const auto& p : r.problems) common.outcome.say(fmt::format("{}:{}: {}", p.file, p.line, p.reason));
  if (r.set_aside > 0)
    common.outcome.say(fmt::format("{} rows were set aside; the rest is in.", with_commas(r.set_aside)));
  common.outcome.give(to_json(r));
  if (r.set_aside > 0) common.outcome.findings();
}

Result<void> import_from(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto format, format_of(options));
  std::optional<directory::ImportReport> done;
  {
    ProgressLine line("Importing", common.outcome.json);
    NWD_TRY(done, directory::import_directory(*installation->database, format, options.path,
                                              [&](std::int64_t rows, std::int64_t total) {
                                                line.show(rows, total > 0 ? std::optional(total) : std::nullopt);
                                              }));
  }
  report(common, *done);
  return {};
}

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdout) std::fclose(file);
  }
};

Result<void> export_to(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  const std::unique_ptr<std::FILE, CloseFile> out(options.file == "-" ? stdout
                                                                      : std::fopen(options.file.c_str(), "wb"));
  if (!out) return fail(Code::invalid, "The file cannot be written: " + options.file);
  NWD_TRY(const auto counts,
          directory::export_hsds(*installation->database, [&](std::string_view bytes) -> Result<void> {
            if (std::fwrite(bytes.data(), 1, bytes.size(), out.get()) == bytes.size()) return {};
            return fail(Code::storage_full, "The file could not be written to its end: " + options.file);
          }));
  if (std::fflush(out.get()) != 0)
    return fail(Code::storage_full, "The file could not be written to its end: " + options.file);
  if (options.file == "-") return {};
  common.outcome.say(fmt::format("Wrote {} organizations with {} services to {}.", with_commas(counts.organizations),
                                 with_commas(counts.services), options.file));
  common.outcome.give({{"organizations", counts.organizations}, {"services", counts.services}});
  return {};
}

}  // namespace

void add_directory(CLI::App& app, Common& common) {
  auto* group = app.add_subcommand("directory", "organizations and their services");
  group->require_subcommand(1);
  auto options = std::make_shared<Options>();

  auto* in = group->add_subcommand("import", "bring a directory in; the same file again changes nothing");
  in->footer(
      "Example: nwd directory import data/hud_hic_2014.csv.gz\nRows that cannot be read are listed and set aside, and "
      "it ends with 3.");
  in->add_option("path", options->path, "a file, or a folder of tables")->required();
  in->add_option("--format", options->format, "hud-hic, florida-legal-aid, san-mateo, hsds; guessed when left out");
  in->callback([&common, options] { common.outcome.finish(import_from(common, *options)); });

  auto* out =
      group->add_subcommand("export", "write the directory as HSDS 3.0 JSON; confidential addresses are not in it");
  out->footer("Example: nwd directory export directory.json");
  out->add_option("file", options->file, "- is standard output")->capture_default_str();
  out->callback([&common, options] { common.outcome.finish(export_to(common, *options)); });
}

}  // namespace nwd::cli
