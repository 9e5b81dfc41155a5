// audit ask-witness, witness, cosign: a log's head goes to somebody elsewhere, who says that it saw it, and comes back.
// The request is the body of C2SP's tlog-witness "add-checkpoint": "old SIZE", a consistency proof, a checkpoint.
#include <fmt/core.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "audit/checkpoint_store.h"
#include "base/text.h"
#include "cli/audit_commands.h"
#include "cli/key_file.h"

namespace nwd::cli {
namespace {

constexpr std::size_t longest = std::size_t{64} << 10U;
constexpr std::size_t most_hashes = 63;

struct Options {
  std::int64_t old_size = 0;
  std::string name;
  std::string log;
  std::string key;
  std::string state;
  std::string witness;
  std::string file = "-";
};

struct Request {
  std::uint64_t old_size = 0;
  std::vector<audit::Hash> proof{};
  audit::SignedCheckpoint head;
};

Result<void> ask(Common& common, const Options& options) {
  NWD_TRY(auto installation, open_current(common.settings));
  const auto old_size = static_cast<std::uint64_t>(options.old_size);
  NWD_TRY(const auto text, installation->database->read([&](storage::Reader& reader) -> Result<std::string> {
    NWD_TRY(const auto head, audit::find_checkpoint(reader));
    if (!head) return fail(Code::not_found, "Nothing is signed yet: nwd audit checkpoint signs the log's head.");
    if (old_size > head->checkpoint.size)
      return fail(Code::conflict, "That witness saw more than this log has. Find out why: nwd audit verify.");
    std::string out = fmt::format("old {}\n", old_size);
    if (old_size > 0 && old_size < head->checkpoint.size) {
      NWD_TRY(const auto leaves, audit::leaves(reader, head->checkpoint.size));
      for (const auto& hash : audit::consistency_proof(leaves, old_size)) out += base64(hash) + "\n";
    }
    return out + "\n" + head->text();
  }));
  if (!common.outcome.json) fmt::print("{}", text);
  common.outcome.give({{"request", text}});
  return {};
}

Failure not_a_request() {
  return fail(Code::invalid, "This is not a request to a witness: nwd audit ask-witness prints one.");
}

Result<Request> parse_request(std::string_view text) {
  const auto end = text.find("\n\n");
  if (end == std::string_view::npos || !text.starts_with("old ")) return not_a_request();
  const auto lines = split(text.substr(0, end), '\n');
  const auto old_size = whole_number(lines[0].substr(4), 0, std::numeric_limits<std::int64_t>::max());
  if (!old_size || lines.size() > 1 + most_hashes) return not_a_request();
  Request out{static_cast<std::uint64_t>(*old_size), {}, {}};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto bytes = from_base64(lines[i]);
    if (!bytes || bytes->size() != sizeof(audit::Hash)) return not_a_request();
    std::copy(bytes->begin(), bytes->end(), out.proof.emplace_back().begin());
  }
  NWD_TRY(out.head, audit::SignedCheckpoint::parse(text.substr(end + 2)));
  return out;
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

Result<void> check(const Request& request, const std::optional<audit::Checkpoint>& seen, const audit::Verifier& log) {
  const auto& head = request.head.checkpoint;
  if (head.origin != log.name || !log.signed_this(request.head))
    return fail(Code::forbidden, "This checkpoint is not signed with the key of that log.");
  const auto last = seen ? seen->size : 0;
  if (request.old_size != last)
    return fail(Code::conflict,
                fmt::format("The last size seen here is {0}. Ask again: nwd audit ask-witness --old {0}", last));
  const bool goes_on =
      last == 0 ? request.proof.empty() : audit::is_extended(last, seen->root, head.size, head.root, request.proof);
  if (goes_on) return {};
  return fail(Code::corrupt,
              "This log is not the one that was seen before: entries were changed or taken away. Keep this request and "
              "the file of what was seen, and tell the organizations that use the log.");
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
  NWD_TRY(const auto request, parse_request(text));
  NWD_TRY(const auto seen, seen_before(options.state, log.name));
  NWD_CHECK(check(request, seen, log));
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
