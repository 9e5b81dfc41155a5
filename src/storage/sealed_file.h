// A file that only a passphrase opens: Argon2id for the key, then libsodium's secretstream (XChaCha20-Poly1305) in
// chunks of at most 64 KiB. Each chunk's place is authenticated and the last is marked, so that a cut, altered or
// reordered file is noticed. Used inside this folder only.
//
//   "nwd backup 1\n" | memory KiB(4) | passes(4) | salt(16) | stream header(24) | check(32) | { size(4) | chunk }…
//
// `check` authenticates what stands before it (HMAC-SHA-512/256) under a second key of the same passphrase: another
// passphrase is told from a damaged chunk.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "storage/backup.h"

namespace nwd::storage {

class SealedWriter {
 public:
  // The file must not exist; it is written as FILE.part and gets its name in `finish`, when all of it is on the disk.
  static Result<std::unique_ptr<SealedWriter>> create(const std::filesystem::path&, std::string_view passphrase,
                                                      const BackupCost&);
  ~SealedWriter();  // removes what was not finished
  Result<void> put(ByteView);
  Result<void> finish();
  [[nodiscard]] std::int64_t bytes() const;  // written so far

 private:
  struct Stream;
  explicit SealedWriter(std::unique_ptr<Stream>);
  Result<void> flush(bool last);
  std::unique_ptr<Stream> stream_;
};

class SealedReader {
 public:
  // unauthenticated: another passphrase; unsupported: a later format; corrupt: not a backup, or altered.
  static Result<std::unique_ptr<SealedReader>> open(const std::filesystem::path&, std::string_view passphrase);
  ~SealedReader();
  Result<void> rewind();                       // to the first byte
  Result<void> take(std::span<std::uint8_t>);  // exactly so many; corrupt at the end of the file
  Result<bool> at_end();                       // true when the marked last chunk has been used up
  [[nodiscard]] std::int64_t bytes() const;    // read so far

 private:
  struct Stream;
  explicit SealedReader(std::unique_ptr<Stream>);
  Result<void> next_chunk();
  std::unique_ptr<Stream> stream_;
};

}  // namespace nwd::storage
