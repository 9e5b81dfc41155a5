#include "audit/checkpoint_store.h"

#include <algorithm>
#include <array>

namespace nwd::audit {
namespace {

using storage::Row;
using storage::Sql;

constexpr Sql select_leaves =
    "SELECT sequence, leaf_hash FROM audit_entry WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence";
constexpr Sql select_note = "SELECT note, size FROM audit_checkpoint WHERE size = $1";
constexpr Sql select_last = "SELECT note, size FROM audit_checkpoint ORDER BY size DESC LIMIT 1";
constexpr Sql select_all = "SELECT note, size FROM audit_checkpoint ORDER BY size";
constexpr Sql insert_note = "INSERT INTO audit_checkpoint (size, at, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
constexpr Sql select_lines = "SELECT line FROM audit_cosignature WHERE size = $1 ORDER BY witness";
constexpr Sql insert_line =
    "INSERT INTO audit_cosignature (size, witness, line) VALUES ($1, $2, $3) "
    "ON CONFLICT (size, witness) DO UPDATE SET line = $3";

std::string text_in(const Row& row) { return row.get<std::string>(0); }

struct Note {
  std::string text;
  std::uint64_t size = 0;
};
Note to_note(const Row& row) { return {row.get<std::string>(0), row.get<std::uint64_t>(1)}; }

Result<SignedCheckpoint> with_cosignatures(storage::Reader& reader, const Note& note) {
  NWD_TRY(auto out, SignedCheckpoint::parse(note.text));
  if (out.checkpoint.size != note.size)
    return fail(Code::corrupt,
                "A checkpoint was replayed: another one stands in its place. Restore a backup, or find out who changed "
                "the database.",
                "the checkpoint at " + std::to_string(note.size));
  NWD_TRY(const auto lines, reader.all(select_lines, text_in, static_cast<std::int64_t>(out.checkpoint.size)));
  for (const auto& line : lines) {
    NWD_TRY(auto signature, parse_signature(line));
    out.signatures.push_back(std::move(signature));
  }
  return out;
}

}  // namespace

Result<void> each_leaf(storage::Reader& reader, std::int64_t after, std::int64_t until,
                       const std::function<void(const Hash&)>& take) {
  std::int64_t expected = after;
  return reader.each(select_leaves, std::array{storage::Param(after), storage::Param(until)},
                     [&](const Row& row) -> Result<void> {
                       const auto bytes = row.get<Bytes>(1);
                       Hash hash{};
                       if (row.integer(0) != ++expected || bytes.size() != hash.size())
                         return fail(Code::corrupt, "An entry of the log is missing. Find out which: nwd audit verify.",
                                     "entry " + std::to_string(expected));
                       std::copy(bytes.begin(), bytes.end(), hash.begin());
                       take(hash);
                       return {};
                     });
}

Result<void> add_checkpoint(storage::Writer& writer, const SignedCheckpoint& head, Instant at) {
  NWD_CHECK(writer.run(insert_note, static_cast<std::int64_t>(head.checkpoint.size), at, head.text()));
  return {};
}

Result<std::optional<SignedCheckpoint>> find_checkpoint(storage::Reader& reader, std::optional<std::uint64_t> size) {
  NWD_TRY(const auto note, size ? reader.first(select_note, to_note, static_cast<std::int64_t>(*size))
                                : reader.first(select_last, to_note));
  if (!note) return std::nullopt;
  NWD_TRY(auto out, with_cosignatures(reader, *note));
  return out;
}

Result<std::vector<SignedCheckpoint>> all_checkpoints(storage::Reader& reader) {
  NWD_TRY(const auto notes, reader.all(select_all, to_note));
  std::vector<SignedCheckpoint> out;
  out.reserve(notes.size());
  for (const auto& note : notes) {
    NWD_TRY(auto one, with_cosignatures(reader, note));
    out.push_back(std::move(one));
  }
  return out;
}

Result<void> add_cosignature(storage::Writer& writer, std::uint64_t size, const NoteSignature& signature) {
  NWD_TRY(const auto there, writer.first(select_note, text_in, static_cast<std::int64_t>(size)));
  if (!there) return fail(Code::not_found, "There is no checkpoint of that size.");
  auto line = signature.line();
  line.pop_back();
  NWD_CHECK(writer.run(insert_line, static_cast<std::int64_t>(size), signature.name, line));
  return {};
}

Result<std::vector<Hash>> leaves(storage::Reader& reader, std::uint64_t size) {
  std::vector<Hash> out;
  NWD_CHECK(each_leaf(reader, 0, static_cast<std::int64_t>(size), [&](const Hash& leaf) { out.push_back(leaf); }));
  if (out.size() < size) return fail(Code::not_found, "The log has fewer entries than that.");
  return out;
}

}  // namespace nwd::audit
