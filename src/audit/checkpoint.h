// Checkpoints of the log: its size and root, signed. Texts are those of C2SP's signed-note, tlog-checkpoint and
// tlog-cosignature (v1), so that any witness of transparency logs can read them:
//
//   nwd/3f1b2c4d5e6f7081
//   1542
//   CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//
//   — nwd/3f1b2c4d5e6f7081 Az3grlgt…
//   — auditor.example jWbPPwAAAABk…
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/tree.h"
#include "base/instant.h"
#include "base/result.h"
#include "vault/signing.h"

namespace nwd::audit {

struct Checkpoint {
  std::string origin;  // names the log; no white space, no '+'
  std::uint64_t size = 0;
  Hash root{};
  bool operator==(const Checkpoint&) const = default;
};

struct NoteSignature {
  std::string name;
  std::uint32_t key = 0;                   // the first bytes of a hash of name and key, to find the key by
  Bytes payload{};                         // 64 bytes of a log; 8 of the time and 64 of a witness
  [[nodiscard]] std::string line() const;  // "— name base64\n"
};

struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::vector<NoteSignature> signatures{};

  [[nodiscard]] std::string body() const;  // what is signed
  [[nodiscard]] std::string text() const;
  // invalid: not such a text, or beyond 16 KiB or 64 signatures.
  static Result<SignedCheckpoint> parse(std::string_view text);
};
Result<NoteSignature> parse_signature(std::string_view line);

// Whose signature it is: "name+hash+key", as signed-note writes verifier keys.
struct Verifier {
  enum class Of : std::uint8_t { log = 0x01, witness = 0x04 };
  std::string name;
  Of of = Of::log;
  vault::SigningPublicKey key;

  [[nodiscard]] std::uint32_t id() const;
  [[nodiscard]] std::string text() const;
  static Result<Verifier> parse(std::string_view text);
  [[nodiscard]] bool signed_this(const SignedCheckpoint&) const;
  // When a witness says that it saw it.
  [[nodiscard]] std::optional<Instant> witnessed(const SignedCheckpoint&) const;
};

bool is_name(std::string_view);  // 1 to 128 bytes without white space, control characters and '+'

NoteSignature sign(const Checkpoint&, const vault::SigningKey&);  // as the log: its origin is its name
NoteSignature cosign(const Checkpoint&, const std::string& witness, const vault::SigningKey&, Instant now);

std::string log_origin(const vault::SigningPublicKey&);  // "nwd/3f1b2c4d5e6f7081"

}  // namespace nwd::audit
