#include <CLI/CLI.hpp>

#include "audit/audit.h"
#include "cli/audit_commands.h"

namespace nwd::cli {
namespace {

struct Options {
  LogEyes eyes;
  std::int64_t after = -1;
  int limit = 20;
};

std::string id_or(const std::optional<IdBytes>& id, const char* otherwise) { return id ? to_text(*id) : otherwise; }

boost::json::value to_json(const audit::Recorded& r) {
  boost::json::object out{{"sequence", r.sequence}, {"at", to_text(r.at)}, {"leaf_hash", hex(r.leaf_hash)}};
  out["opened"] = r.detail.has_value();
  if (!r.detail) return out;
  out["at"] = to_text(r.detail->at);
  out["member"] = id_or(r.detail->member, "");
  out["organization"] = id_or(r.detail->organization, "");
  out["deed"] = r.detail->deed;
  out["subject"] = r.detail->subject;
  out["subject_id"] = to_text(r.detail->subject_id);
  out["purpose"] = r.detail->purpose;
  return out;
}

std::string_view sealed_words(audit::Sight sight) {
  switch (sight) {
    case audit::Sight::key_gone:
    case audit::Sight::body_gone: return "(destroyed)";
    case audit::Sight::damaged: return "(damaged)";
    default: return "(sealed)";
  }
}

std::vector<std::string> to_cells(const audit::Recorded& r, audit::Sight sight) {
  if (!r.detail) return {std::to_string(r.sequence), to_text(r.at), std::string(sealed_words(sight)), "", "", ""};
  const auto& d = *r.detail;
  return {std::to_string(r.sequence),
          to_text(d.at),
          id_or(d.member, "(system)"),
          d.deed,
          d.subject + " " + to_text(d.subject_id),
          d.purpose};
}

Result<void> tail(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(auto opener, open_eyes(*installation, options.eyes));
  boost::json::array list;
  std::vector<std::vector<std::string>> rows;
  NWD_CHECK(installation->database->read([&](storage::Reader& reader) -> Result<void> {
    NWD_TRY(auto entries, options.after >= 0 ? audit::tail(reader, options.after, options.limit)
                                             : audit::newest(reader, options.limit));
    for (auto& e : entries) {
      NWD_TRY(const auto sight, opener.open(reader, e));
      list.push_back(to_json(e));
      rows.push_back(to_cells(e, sight));
    }
    return {};
  }));
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
  command->footer(
      "Example: nwd audit tail --after 120 --limit 50\n         nwd audit tail --reader-key eyes.key\n"
      "What an entry says is sealed. It opens with an auditor's key, or for a member of the organization that it is "
      "of.");
  command->add_option("--after", options->after, "entries with a higher number, oldest first");
  command->add_option("--limit", options->limit, "how many at most")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command->callback([&common, options] { common.outcome.finish(tail(common, *options)); });
  add_eyes(*command, options->eyes);
  add_audit_proofs(*group, common);
  add_audit_witness(*group, common);
  add_audit_readers(*group, common);
}

}  // namespace nwd::cli
