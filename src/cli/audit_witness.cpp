// audit ask-witness, witness, cosign: a log's head goes to somebody elsewhere, who says that it saw it, and comes back.
// The request is the body of C2SP's tlog-witness "add-checkpoint": "old SIZE", a consistency proof, a checkpoint.
#include <fmt/core.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "audit/checkpoint_store.h"
#include "audit/witnessing.h"
#include "cli/audit_commands.h"
#include "cli/key_file.h"

namespace nwd::cli {
namespace {

constexpr std::size_t longest = audit::largest_request;

struct Options {
  std::int64_t old_size = 0;
  std::string name;
  std::string log;
  std::string key;
  std::string state;
  std::string witness;
  std::string file = "-";
};

Result<void> ask(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  const auto old_size = static_cast<std::uint64_t>(options.old_size);
  NWD_TRY(const auto request, installation->database->read(
                                  [&](storage::Reader& reader) { return audit::request_about(reader, old_size); }));
  const auto text = request.text();
  if (!common.outcome.json) fmt::print("{}", text);
  common.outcome.give({{"request", text}});
  return {};
}

// What this witness saw last of a log; none at first.
Result<std::optional<audit::Checkpoint>> seen_before(const std::string& state, const std::string& origin) {
  if (!std::filesystem::exists(state)) return std::nullopt;
  NWD_TRY(const auto text, read_text(state));
  NWD_TRY(auto note, audit::SignedCheckpoint::parse(text));
  if (note.checkpoint.origin != origin)
    return fail(Code::conflict, "This file is of another log: " + state + ". Each log has one of its own.");
  return note.checkpoint;
}

// On the disk before the signature leaves: otherwise a crash could let it sign two different logs.
Result<void> remember(const std::string& state, const audit::SignedCheckpoint& head) {
  const std::string part = state + ".part";
  const auto text = head.text();
  std::FILE* out = std::fopen(part.c_str(), "w");
  bool good = out != nullptr && std::fwrite(text.data(), 1, text.size(), out) == text.size();
  good = good && std::fflush(out) == 0 && ::fsync(::fileno(out)) == 0;
  if (out != nullptr) good = std::fclose(out) == 0 && good;
  std::error_code failed;
  if (good) std::filesystem::rename(part, state, failed);
  if (!good || failed) return fail(Code::unavailable, "What was seen could not be written down: " + state + ".");
  return {};
}

Result<void> witness(Common& common, const Options& options) {
  if (!audit::is_name(options.name)) return fail(Code::invalid, "A witness's name has no spaces and no '+'.");
  NWD_TRY(const auto key, read_or_make_key(options.key));
  const audit::Verifier self{options.name, audit::Verifier::Of::witness, key.public_key()};
  if (options.log.empty()) {
    common.outcome.say(self.text());
    common.outcome.give({{"key", self.text()}});
    return {};
  }
  if (options.state.empty()) return fail(Code::invalid, "Name the file to keep what was seen in: --state FILE.");
  NWD_TRY(const auto log, audit::Verifier::parse(options.log));
  NWD_TRY(const auto text, read_text(options.file));
  NWD_TRY(const auto request, audit::WitnessRequest::parse(text));
  NWD_TRY(const auto seen, seen_before(options.state, log.name));
  NWD_CHECK(audit::check(request, seen, log));
  NWD_CHECK(remember(options.state, request.head));
  const auto line = audit::cosign(request.head.checkpoint, options.name, key, SystemClock().now()).line();
  if (!common.outcome.json) fmt::print("{}", line);
  common.outcome.give({{"size", request.head.checkpoint.size}, {"line", line}});
  return {};
}

Result<void> cosign(Common& common, const Options& options) {
  NWD_TRY(const auto verifier, audit::Verifier::parse(options.witness));
  NWD_TRY(auto text, read_text(options.file));
  while (text.ends_with('\n')) text.pop_back();
  NWD_TRY(const auto signature, audit::parse_signature(text));
  NWD_TRY(auto installation, open_current(common.settings));
  NWD_TRY(const auto size, installation->database->write([&](storage::Writer& writer) -> Result<std::uint64_t> {
    NWD_TRY(const auto all, audit::all_checkpoints(writer));
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
      audit::SignedCheckpoint with{at->checkpoint, {signature}};
      if (!verifier.witnessed(with)) continue;
      NWD_CHECK(audit::add_cosignature(writer, at->checkpoint.size, signature));
      return at->checkpoint.size;
    }
    return fail(Code::invalid, "This is no signature of that witness under any checkpoint of this log.");
  }));
  common.outcome.say(fmt::format("{} has seen the first {} entries.", verifier.name, size));
  common.outcome.give({{"witness", verifier.name}, {"size", size}});
  return {};
}

}  // namespace

Result<std::string> read_text(const std::string& file) {
  std::string text(longest + 1, '\0');
  std::ifstream opened;
  if (file != "-") opened.open(file, std::ios::binary);
  auto& in = file == "-" ? std::cin : opened;
  if (!in) return fail(Code::not_found, "The file could not be opened: " + file);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > longest) return fail(Code::too_large, "This text is longer than 64 KiB.");
  return text;
}

void add_audit_witness(CLI::App& group, Common& common) {
  auto asking = std::make_shared<Options>();
  auto* request = group.add_subcommand("ask-witness", "print the log's head for a witness to look at");
  request->footer("Example: nwd audit ask-witness --old 120 > request.txt");
  request->add_option("--old", asking->old_size, "the size that the witness saw last; 0 at first")
      ->check(CLI::NonNegativeNumber);
  request->callback([&common, asking] { common.outcome.finish(ask(common, *asking)); });

  auto o = std::make_shared<Options>();
  auto* seeing = group.add_subcommand("witness", "be a witness: check that a log goes on as it was, and say so");
  seeing->footer(
      "Example: nwd audit witness --name auditor.example --key eyes.key             prints your key, for the others\n"
      "         nwd audit witness --name auditor.example --key eyes.key --log \"$(cat audit-key.txt)\" \\\n"
      "             --state seen.txt < request.txt > cosignature.txt\n"
      "It needs no database: run it on a machine of your own. It never signs two logs that differ.");
  seeing->add_option("--name", o->name, "yours; an address of the web is usual")->required();
  seeing->add_option("--key", o->key, "the file of your key; made if it is not there")->required();
  seeing->add_option("--log", o->log, "the log's key, as nwd audit key prints it");
  seeing->add_option("--state", o->state, "the file with what you saw last of this log");
  seeing->add_option("request", o->file, "what nwd audit ask-witness printed; - is standard input")
      ->capture_default_str();
  seeing->callback([&common, o] { common.outcome.finish(witness(common, *o)); });

  auto back = std::make_shared<Options>();
  auto* keep = group.add_subcommand("cosign", "keep what a witness said");
  keep->footer("Example: nwd audit cosign --witness \"$(cat witness-key.txt)\" < cosignature.txt");
  keep->add_option("--witness", back->witness, "the witness's key")->required();
  keep->add_option("line", back->file, "what the witness printed; - is standard input")->capture_default_str();
  keep->callback([&common, back] { common.outcome.finish(cosign(common, *back)); });
}

}  // namespace nwd::cli
