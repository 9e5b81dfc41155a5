// audit key, checkpoint, verify: what the server's administrator and an auditor with the database do.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "audit/checkpoint_store.h"
#include "audit/signer.h"
#include "audit/verify.h"
#include "cli/audit_commands.h"
#include "cli/key_file.h"

namespace nwd::cli {
namespace {

struct Options {
  LogEyes eyes;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::vector<std::string> logs;
  std::vector<std::string> witnesses;
  std::string checkpoint;
};

constexpr int at_once = 1000;
constexpr std::int64_t most_proofs = 1000;

Result<std::vector<audit::Verifier>> verifiers(const std::vector<std::string>& texts) {
  std::vector<audit::Verifier> out;
  for (const auto& text : texts) {
    NWD_TRY(auto one, audit::Verifier::parse(text));
    out.push_back(std::move(one));
  }
  return out;
}

Result<void> key(Common& common) {
  const auto file = audit_key_file(common.settings);
  if (file.empty()) return fail(Code::invalid, "Name the file of the log's key: --audit-key FILE.");
  NWD_TRY(auto secret, read_or_make_key(file));
  const auto text = audit::Signer(std::move(secret)).verifier().text();
  common.outcome.say(text);
  common.outcome.give({{"key", text}});
  return {};
}

Result<void> checkpoint(Common& common) {
  NWD_TRY(auto installation, open_current(common.settings));
  const auto file = audit_key_file(common.settings);
  if (file.empty()) return fail(Code::invalid, "Name the file of the log's key: --audit-key FILE.");
  NWD_TRY(auto secret, read_or_make_key(file));
  audit::Signer signer(std::move(secret));
  NWD_TRY(const auto head, signer.checkpoint(*installation->database, installation->clock.now()));
  if (!head) return fail(Code::not_found, "The log is empty: there is nothing to sign yet.");
  if (!common.outcome.json) fmt::print("{}", head->text());
  common.outcome.give({{"size", head->checkpoint.size}, {"note", head->text()}});
  return {};
}

// Reads the next entries, and opens them if there is a key to open any.
Result<std::int64_t> take_some(storage::Reader& reader, std::int64_t after, audit::Opener& opener,
                               audit::Verification& verification) {
  NWD_TRY(auto entries, audit::tail(reader, after, at_once));
  for (auto& entry : entries) {
    std::optional<audit::Sight> sight;
    if (opener.holds_any()) {
      NWD_TRY(sight, opener.open(reader, entry));
    }
    verification.take(entry, sight);
  }
  return entries.empty() ? after : entries.back().sequence;
}

Result<audit::Verdict> verdict_on(Common& common, Installation& installation,
                                  std::vector<audit::SignedCheckpoint> checkpoints, audit::Keys keys,
                                  audit::Opener opener) {
  audit::Verification verification(std::move(checkpoints), std::move(keys), installation.clock.now());
  ProgressLine line("Entries looked at", common.outcome.json);
  for (std::int64_t last = 0;;) {
    NWD_TRY(const auto next, installation.database->read([&](storage::Reader& reader) {
      return take_some(reader, last, opener, verification);
    }));
    if (next == last) return verification.verdict();
    last = next;
    line.show(last, std::nullopt);
  }
}

boost::json::array to_json(const std::vector<audit::Hash>& proof) {
  boost::json::array out;
  for (const auto& hash : proof) out.emplace_back(base64(hash));
  return out;
}

// For each entry of [from, to] that it is in the tree at the last checkpoint, and that this tree extends the one of the
// last checkpoint before `from`.
Result<boost::json::object> proofs(storage::Reader& reader, std::int64_t from, std::int64_t to) {
  NWD_TRY(const auto head, audit::find_checkpoint(reader));
  if (!head || static_cast<std::int64_t>(head->checkpoint.size) < to)
    return fail(Code::not_found, "No checkpoint was signed after that entry yet: nwd audit checkpoint signs one.");
  NWD_TRY(const auto leaves, audit::leaves(reader, head->checkpoint.size));
  boost::json::array inclusion;
  for (auto n = from; n <= to; ++n) {
    const auto index = static_cast<std::uint64_t>(n - 1);
    inclusion.push_back({{"sequence", n},
                         {"leaf_hash", base64(leaves[index])},
                         {"proof", to_json(audit::inclusion_proof(leaves, index))}});
  }
  boost::json::object out{{"checkpoint", head->text()}, {"inclusion", std::move(inclusion)}};
  NWD_TRY(const auto all, audit::all_checkpoints(reader));
  for (const auto& earlier : all)
    if (static_cast<std::int64_t>(earlier.checkpoint.size) < from)
      out["consistency"] = {{"from", earlier.checkpoint.size},
                            {"to", head->checkpoint.size},
                            {"proof", to_json(audit::consistency_proof(leaves, earlier.checkpoint.size))}};
  return out;
}

void report(Common& common, const audit::Verdict& verdict, boost::json::object given) {
  auto& outcome = common.outcome;
  outcome.say(fmt::format("{} entries; {} checkpoints have the root they were signed with.",
                          with_commas(static_cast<std::int64_t>(verdict.entries)), verdict.checkpoints));
  const auto seen = [&](audit::Sight sight) {
    const auto found = verdict.seen.find(sight);
    return found == verdict.seen.end() ? 0 : found->second;
  };
  const auto opened = seen(audit::Sight::opened) + seen(audit::Sight::plain);
  if (!verdict.seen.empty())
    outcome.say(fmt::format("{} entries were opened and are what was committed to.",
                            with_commas(static_cast<std::int64_t>(opened))));
  boost::json::array findings;
  for (const auto& f : verdict.findings) {
    outcome.say(f.sequence == 0 ? fmt::format("WRONG  {}: {}", audit::name(f.fault), f.says)
                                : fmt::format("WRONG  {}: entry {}: {}", audit::name(f.fault), f.sequence, f.says));
    findings.push_back({{"sequence", f.sequence}, {"fault", audit::name(f.fault)}, {"says", f.says}});
  }
  if (verdict.findings.empty()) outcome.say("Nothing wrong was seen.");
  boost::json::array unchecked;
  for (const auto& u : verdict.unchecked) {
    outcome.say("Not checked: " + u);
    unchecked.emplace_back(u);
  }
  given["entries"] = verdict.entries;
  given["checkpoints"] = verdict.checkpoints;
  given["covered"] = verdict.covered;
  given["witnessed"] = verdict.witnessed;
  given["opened"] = opened;
  given["not_opened"] = {{"sealed_to_others", seen(audit::Sight::not_ours)},
                         {"key_destroyed", seen(audit::Sight::key_gone)},
                         {"body_destroyed", seen(audit::Sight::body_gone)},
                         {"damaged", seen(audit::Sight::damaged)}};
  given["findings"] = std::move(findings);
  given["unchecked"] = std::move(unchecked);
  outcome.give(given);
  if (!verdict.findings.empty()) outcome.findings();
}

Result<void> verify(Common& common, const Options& options) {
  const bool range = options.from != 0 || options.to != 0;
  if (range && (options.from < 1 || options.to < options.from || options.to - options.from >= most_proofs))
    return fail(Code::invalid, "--from and --to are numbers of entries, in order, at most 1,000 apart.");
  audit::Keys keys;
  NWD_TRY(keys.logs, verifiers(options.logs));
  NWD_TRY(keys.witnesses, verifiers(options.witnesses));
  NWD_TRY(auto installation, open_current(common.settings));
  auto& database = *installation->database;
  NWD_TRY(auto checkpoints, database.read([](storage::Reader& reader) { return audit::all_checkpoints(reader); }));
  if (!options.checkpoint.empty()) {
    NWD_TRY(const auto text, read_text(options.checkpoint));
    NWD_TRY(auto kept, audit::SignedCheckpoint::parse(text));
    checkpoints.push_back(std::move(kept));
  }
  NWD_TRY(auto opener, open_eyes(*installation, options.eyes));
  NWD_TRY(const auto verdict,
          verdict_on(common, *installation, std::move(checkpoints), std::move(keys), std::move(opener)));
  boost::json::object given;
  if (range) {
    NWD_TRY(given, database.read([&](storage::Reader& reader) { return proofs(reader, options.from, options.to); }));
    common.outcome.say("The proofs of these entries are printed with --json.");
  }
  report(common, verdict, std::move(given));
  return {};
}

}  // namespace

void add_audit_proofs(CLI::App& group, Common& common) {
  auto* keys = group.add_subcommand("key", "the log's key to check signatures with; give it to auditors and witnesses");
  keys->footer("Example: nwd audit key > audit-key.txt");
  keys->callback([&common] { common.outcome.finish(key(common)); });

  auto* heads = group.add_subcommand("checkpoint", "sign what the log holds now, and print it");
  heads->footer("Example: nwd audit checkpoint > head.txt\nThe server does it once a minute by itself.");
  heads->callback([&common] { common.outcome.finish(checkpoint(common)); });

  auto o = std::make_shared<Options>();
  auto* command = group.add_subcommand("verify", "is the log whole, as it was signed, and what could not be checked");
  command->footer(
      "Example: nwd audit verify --log-key \"$(cat audit-key.txt)\" --checkpoint head-of-last-year.txt\n"
      "         nwd --json audit verify --from 120 --to 140\n"
      "It needs no key: what is sealed is looked at too with --reader-key, or --as a member.\nEnds with 3 when "
      "something is wrong.");
  command->add_option("--from", o->from, "proofs from this entry on ...");
  command->add_option("--to", o->to, "... to this one");
  command->add_option("--log-key", o->logs, "what nwd audit key printed; may be given again");
  command->add_option("--witness", o->witnesses, "a witness's key; may be given again");
  command->add_option("--checkpoint", o->checkpoint, "a checkpoint kept elsewhere; - is standard input");
  add_eyes(*command, o->eyes);
  command->callback([&common, o] { common.outcome.finish(verify(common, *o)); });
}

}  // namespace nwd::cli
