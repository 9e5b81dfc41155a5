// A log of a million sealed entries, read from the database and verified, without a key and with one. Beside it:
// hashing as many bytes as its leaves and envelopes have.
#include <fmt/core.h>
#include <openssl/sha.h>

#include "audit/checkpoint_store.h"
#include "audit/opener.h"
#include "audit/readers.h"
#include "audit/signer.h"
#include "audit/verify.h"
#include "bench.h"
#include "cli/installation.h"
#include "vault/random.h"

namespace nwd::bench {
namespace {

constexpr int entries = 1'000'000;
constexpr int in_one_write = 10'000;
constexpr int read_at_once = 1000;
constexpr int opened_entries = 100'000;
constexpr IdBytes house{{1}};

std::unique_ptr<cli::Installation> written(const Folder& folder, const vault::PublicKey& reader) {
  cli::Settings settings;
  settings.database = "sqlite:" + folder.path("audit.db");
  auto installation = need(cli::open_any(settings));
  need(storage::migrate(*installation->database, installation->migrations, installation->clock,
                        [] { return Result<void>(); }));
  auto& random = installation->random;
  need(installation->database->write(
      [&](storage::Writer& writer) { return audit::let_read(writer, {house, "the benchmark", reader, {0}}); }));
  for (int n = 0; n < entries; n += in_one_write)
    need(installation->database->write([&](storage::Writer& writer) -> Result<void> {
      for (int i = 0; i < in_one_write; ++i)
        NWD_CHECK(audit::append(writer, {installation->clock.now(), new_id_bytes(random), house, "case.read", "case",
                                         new_id_bytes(random), "care"}));
      return {};
    }));
  return installation;
}

audit::Verdict verdict_on(storage::Database& database, const audit::Keys& keys) {
  audit::Verification v(need(database.read([](storage::Reader& r) { return audit::all_checkpoints(r); })), keys);
  for (std::int64_t last = 0;;) {
    const auto some = need(database.read([&](storage::Reader& r) { return audit::tail(r, last, read_at_once); }));
    if (some.empty()) return v.verdict();
    for (const auto& entry : some) v.take(entry);
    last = some.back().sequence;
  }
}

// How long it takes to open the first of them and compare with the commitments.
double opening(storage::Database& database, const vault::PrivateKey& reader) {
  audit::Opener opener;
  opener.use(reader);
  return seconds_of([&] {
    for (std::int64_t last = 0; last < opened_entries; last += read_at_once)
      need(database.read([&](storage::Reader& r) -> Result<void> {
        NWD_TRY(auto some, audit::tail(r, last, read_at_once));
        for (auto& entry : some) {
          NWD_TRY(const auto sight, opener.open(r, entry));
          if (sight != audit::Sight::opened) return fail(Code::corrupt, "an entry that does not open");
        }
        return {};
      }));
  });
}

double hashing() {
  Bytes bytes(600);  // an entry's leaf, its envelope, and a node
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> hash{};
  return seconds_of([&] {
    for (int n = 0; n < entries; ++n) {
      SHA256(bytes.data(), bytes.size(), hash.data());
      bytes[0] = hash[0];
    }
  });
}

}  // namespace

void audit_log(const Folder& folder) {
  vault::initialise();
  const auto reader = vault::PrivateKey::generate();
  std::unique_ptr<cli::Installation> installation;
  const double writing = seconds_of([&] { installation = written(folder, reader.public_key()); });
  audit::Signer signer(vault::SigningKey::generate());
  const double signing =
      seconds_of([&] { need(signer.checkpoint(*installation->database, installation->clock.now())); });
  audit::Verdict verdict;
  const double seconds = seconds_of([&] { verdict = verdict_on(*installation->database, {{signer.verifier()}, {}}); });
  if (!verdict.findings.empty() || verdict.covered != entries) throw std::runtime_error("the log does not verify");
  line("a log of 10^6 entries verified", fmt::format("{:.1f} s", seconds),
       fmt::format("beside {:.1f} s hashing as many bytes; goal 30 s", hashing()), seconds <= 30);
  note("the same log signed after a start", fmt::format("{:.1f} s", signing),
       "its leaves read and hashed into the tree");
  note("an entry sealed and written", fmt::format("{:.0f} us", writing * 1e6 / entries), "in writes of 10,000");
  note("an entry opened and compared",
       fmt::format("{:.0f} us", opening(*installation->database, reader) * 1e6 / opened_entries), "by a reader's key");
}

}  // namespace nwd::bench
