#include "audit/checkpoint.h"

#include <fmt/core.h>
#include <openssl/sha.h>

#include <algorithm>

#include "base/big_endian.h"
#include "base/text.h"

namespace nwd::audit {
namespace {

constexpr std::size_t longest_text = std::size_t{16} << 10U;
constexpr std::size_t most_signatures = 64;
constexpr std::size_t id_size = 4;
constexpr std::size_t time_size = 8;
constexpr std::size_t signature_size = std::tuple_size_v<vault::Signature>;
constexpr std::string_view dash = "— ";  // U+2014

Failure not_a_checkpoint(std::string_view why) {
  return fail(Code::invalid, "This is not a signed checkpoint of a log.", std::string(why));
}

std::string body_of(const Checkpoint& c) { return fmt::format("{}\n{}\n{}\n", c.origin, c.size, base64(c.root)); }

// tlog-cosignature: the time is a part of what a witness signs.
std::string cosigned_text(const Checkpoint& c, std::uint64_t seconds) {
  return fmt::format("cosignature/v1\ntime {}\n{}", seconds, body_of(c));
}

vault::Signature signature_in(ByteView payload) {
  vault::Signature signature{};
  std::copy(payload.end() - signature_size, payload.end(), signature.begin());
  return signature;
}

// The line up to the next line feed, taken off the front.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

Result<Checkpoint> take_body(std::string_view& text) {
  const auto origin = take_line(text);
  const auto size = take_line(text);
  const auto root = take_line(text);
  if (!origin || !size || !root || !is_name(*origin)) return not_a_checkpoint("three lines: origin, size, root");
  const auto count = whole_number(*size, 0, std::numeric_limits<std::int64_t>::max());
  const auto hash = from_base64(*root);
  if (!count || std::to_string(*count) != *size) return not_a_checkpoint("the second line is no size");
  if (!hash || hash->size() != sizeof(Hash)) return not_a_checkpoint("the third line is no root");
  Checkpoint checkpoint{std::string(*origin), static_cast<std::uint64_t>(*count), {}};
  std::copy(hash->begin(), hash->end(), checkpoint.root.begin());
  return checkpoint;
}

}  // namespace

bool is_name(std::string_view name) {
  const auto ordinary = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '+' && c != '\x7f'; };
  return !name.empty() && name.size() <= 128 && std::all_of(name.begin(), name.end(), ordinary);
}

std::string NoteSignature::line() const {
  Bytes bytes;
  put_big_endian(bytes, key, id_size);
  bytes.insert(bytes.end(), payload.begin(), payload.end());
  return fmt::format("{}{} {}\n", dash, name, base64(bytes));
}

Result<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(dash)) return not_a_checkpoint("a signature begins with a dash");
  line.remove_prefix(dash.size());
  const auto space = line.find(' ');
  const auto name = line.substr(0, space);
  const auto bytes = space == std::string_view::npos ? std::nullopt : from_base64(line.substr(space + 1));
  if (!is_name(name) || !bytes || bytes->size() <= id_size) return not_a_checkpoint("a signature has name and base64");
  const ByteView view(*bytes);
  const auto rest = view.subspan(id_size);
  return NoteSignature{
      std::string(name), static_cast<std::uint32_t>(from_big_endian(view.first(id_size))), {rest.begin(), rest.end()}};
}

std::string SignedCheckpoint::body() const { return body_of(checkpoint); }

std::string SignedCheckpoint::text() const {
  auto text = body() + "\n";
  for (const auto& signature : signatures) text += signature.line();
  return text;
}

Result<SignedCheckpoint> SignedCheckpoint::parse(std::string_view text) {
  if (text.size() > longest_text) return not_a_checkpoint("too long");
  SignedCheckpoint out;
  NWD_TRY(out.checkpoint, take_body(text));
  if (const auto empty = take_line(text); !empty || !empty->empty())
    return not_a_checkpoint("an empty line stands before the signatures");
  while (!text.empty()) {
    const auto line = take_line(text);
    if (!line || out.signatures.size() == most_signatures) return not_a_checkpoint("the signatures do not end");
    NWD_TRY(auto signature, parse_signature(*line));
    out.signatures.push_back(std::move(signature));
  }
  if (out.signatures.empty()) return not_a_checkpoint("nobody has signed it");
  return out;
}

std::uint32_t Verifier::id() const {
  Bytes bytes(name.begin(), name.end());
  bytes.push_back('\n');
  bytes.push_back(static_cast<std::uint8_t>(of));
  bytes.insert(bytes.end(), key.raw.begin(), key.raw.end());
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> hash{};
  SHA256(bytes.data(), bytes.size(), hash.data());
  return static_cast<std::uint32_t>(from_big_endian(ByteView(hash).first(id_size)));
}

std::string Verifier::text() const {
  Bytes bytes{static_cast<std::uint8_t>(of)};
  bytes.insert(bytes.end(), key.raw.begin(), key.raw.end());
  return fmt::format("{}+{:08x}+{}", name, id(), base64(bytes));
}

Result<Verifier> Verifier::parse(std::string_view text) {
  const auto wrong = [] {
    return fail(Code::invalid, "This is not a key to check signatures with: it reads NAME+HASH+KEY, on one line.");
  };
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return wrong();
  const auto bytes = from_base64(text.substr(second + 1));
  Verifier out;
  out.name = text.substr(0, first);
  if (!is_name(out.name) || !bytes || bytes->size() != 1 + out.key.raw.size()) return wrong();
  if (bytes->front() != 0x01 && bytes->front() != 0x04) return wrong();
  out.of = static_cast<Of>(bytes->front());
  std::copy(bytes->begin() + 1, bytes->end(), out.key.raw.begin());
  if (text.substr(first + 1, second - first - 1) != fmt::format("{:08x}", out.id())) return wrong();
  return out;
}

bool Verifier::signed_this(const SignedCheckpoint& checkpoint) const {
  const auto body = checkpoint.body();
  return of == Of::log && std::any_of(checkpoint.signatures.begin(), checkpoint.signatures.end(), [&](const auto& s) {
           return s.name == name && s.key == id() && s.payload.size() == signature_size &&
                  key.verifies(bytes_of(body), signature_in(s.payload));
         });
}

std::optional<Instant> Verifier::witnessed(const SignedCheckpoint& checkpoint) const {
  if (of != Of::witness) return std::nullopt;
  for (const auto& s : checkpoint.signatures) {
    if (s.name != name || s.key != id() || s.payload.size() != time_size + signature_size) continue;
    const auto seconds = from_big_endian(ByteView(s.payload).first(time_size));
    if (seconds > std::uint64_t{253'402'300'799}) continue;  // the end of the year 9999
    if (key.verifies(bytes_of(cosigned_text(checkpoint.checkpoint, seconds)), signature_in(s.payload)))
      return Instant{static_cast<std::int64_t>(seconds) * 1000};
  }
  return std::nullopt;
}

NoteSignature sign(const Checkpoint& checkpoint, const vault::SigningKey& key) {
  const auto signature = key.sign(bytes_of(body_of(checkpoint)));
  const Verifier self{checkpoint.origin, Verifier::Of::log, key.public_key()};
  return {checkpoint.origin, self.id(), {signature.begin(), signature.end()}};
}

NoteSignature cosign(const Checkpoint& checkpoint, const std::string& witness, const vault::SigningKey& key,
                     Instant now) {
  const auto seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, now.ms / 1000));
  const auto signature = key.sign(bytes_of(cosigned_text(checkpoint, seconds)));
  NoteSignature out{witness, Verifier{witness, Verifier::Of::witness, key.public_key()}.id(), {}};
  put_big_endian(out.payload, seconds, time_size);
  out.payload.insert(out.payload.end(), signature.begin(), signature.end());
  return out;
}

std::string log_origin(const vault::SigningPublicKey& key) {
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> hash{};
  SHA256(key.raw.data(), key.raw.size(), hash.data());
  return "nwd/" + hex(ByteView(hash).first(8));
}

}  // namespace nwd::audit
