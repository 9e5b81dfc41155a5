#include <CLI/CLI.hpp>

#include "audit/audit.h"
#include "cli/audit_commands.h"

namespace nwd::cli {
namespace {

struct Options {
  std::int64_t after = -1;
  int limit = 20;
};

std::string id_or(const std::optional<IdBytes>& id, const char* otherwise) { return id ? to_text(*id) : otherwise; }

boost::json::value to_json(const audit::Recorded& r) {
  return {{"sequence", r.sequence},
          {"at", to_text(r.at)},
          {"member", id_or(r.member, "")},
          {"organization", id_or(r.organization, "")},
          {"deed", r.deed},
          {"subject", r.subject},
          {"subject_id", to_text(r.subject_id)},
          {"purpose", r.purpose},
          {"leaf_hash", hex(r.leaf_hash)}};
}

Result<void> tail(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto entries, installation->database->read([&](storage::Reader& reader) {
    return options.after >= 0 ? audit::tail(reader, options.after, options.limit)
                              : audit::newest(reader, options.limit);
  }));
  boost::json::array list;
  std::vector<std::vector<std::string>> rows;
  for (const auto& e : entries) {
    list.push_back(to_json(e));
    rows.push_back({std::to_string(e.sequence), to_text(e.at), id_or(e.member, "(system)"), e.deed,
                    e.subject + " " + to_text(e.subject_id), e.purpose});
  }
  if (rows.empty())
    common.outcome.say("No entries.");
  else
    common.outcome.table({"#", "When (UTC)", "Member", "Deed", "Subject", "Purpose"}, rows);
  common.outcome.give(list);
  return {};
}

}  // namespace

void add_audit(CLI::App& app, Common& common) {
  auto* group = app.add_subcommand("audit", "the log of who read or wrote whose record");
  group->require_subcommand(1);
  auto options = std::make_shared<Options>();
  auto* command = group->add_subcommand("tail", "the newest entries, or those after a number");
  command->footer("Example: nwd audit tail --after 120 --limit 50");
  command->add_option("--after", options->after, "entries with a higher number, oldest first");
  command->add_option("--limit", options->limit, "how many at most")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command->callback([&common, options] { common.outcome.finish(tail(common, *options)); });
  add_audit_proofs(*group, common);
  add_audit_witness(*group, common);
}

}  // namespace nwd::cli
