// A log of a million entries, read from the database and verified. Beside it: hashing as many bytes as its tree does.
#include <fmt/core.h>
#include <openssl/sha.h>

#include "audit/checkpoint_store.h"
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

std::unique_ptr<cli::Installation> written(const Folder& folder) {
  cli::Settings settings;
  settings.database = "sqlite:" + folder.path("audit.db");
  auto installation = need(cli::open_any(settings));
  need(storage::migrate(*installation->database, installation->migrations, installation->clock,
                        [] { return Result<void>(); }));
  auto& random = installation->random;
  for (int n = 0; n < entries; n += in_one_write)
    need(installation->database->write([&](storage::Writer& writer) -> Result<void> {
      for (int i = 0; i < in_one_write; ++i)
        NWD_CHECK(audit::append(writer, {installation->clock.now(), new_id_bytes(random), new_id_bytes(random),
                                         "case.read", "case", new_id_bytes(random), "care"}));
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

double hashing() {
  Bytes bytes(170);  // an entry of the log, and a node
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
  const auto installation = written(folder);
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
}

}  // namespace nwd::bench
