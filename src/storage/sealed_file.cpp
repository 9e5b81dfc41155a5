#include "storage/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace nwd::storage {
namespace {

constexpr std::string_view magic = "nwd backup 1\n";
constexpr std::size_t chunk_size = std::size_t{64} << 10U;
constexpr std::size_t tag_size = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::uint32_t memory_kib = 64 * 1024;
constexpr std::uint32_t passes = 3;
constexpr std::uint32_t most_memory_kib = 1024 * 1024;

using Key = std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_KEYBYTES>;

// In locked memory, wiped when it goes.
struct KeyMemory {
  KeyMemory() { sodium_mlock(key.data(), key.size()); }
  ~KeyMemory() { sodium_munlock(key.data(), key.size()); }
  KeyMemory(const KeyMemory&) = delete;
  KeyMemory& operator=(const KeyMemory&) = delete;
  Key key{};
};

struct Head {
  std::array<std::uint8_t, 8> cost{};
  std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
  std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_HEADERBYTES> stream{};
};

void put_u32(std::uint8_t* out, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}
std::uint32_t take_u32(const std::uint8_t* in) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = (value << 8U) | in[i];
  return value;
}

Failure cannot_write() {
  return fail(Code::storage_full, "The backup could not be written to its end. Is the disk full?");
}
Failure damaged() {
  return fail(Code::corrupt, "This backup is damaged or was cut off. Nothing of it was used. Try another one.");
}

Result<void> derive(const Head& head, std::string_view passphrase, Key& key) {
  const auto memory = take_u32(head.cost.data());
  const auto times = take_u32(head.cost.data() + 4);
  if (memory < 8 || memory > most_memory_kib || times < 1 || times > 10) return damaged();
  if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), head.salt.data(), times,
                    std::size_t{memory} * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(Code::busy, "There is too little memory for this just now.");
  return {};
}

Result<void> sync_folder(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!synced) return cannot_write();
  return {};
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace

struct SealedWriter::Stream {
  File file;
  crypto_secretstream_xchacha20poly1305_state state{};
  std::filesystem::path part;
  bool finished = false;
};

SealedWriter::SealedWriter(std::filesystem::path path, std::unique_ptr<Stream> stream)
    : path_(std::move(path)), stream_(std::move(stream)) {}

SealedWriter::~SealedWriter() {
  std::error_code ignored;
  if (!stream_->finished) std::filesystem::remove(stream_->part, ignored);
}

Result<std::unique_ptr<SealedWriter>> SealedWriter::create(const std::filesystem::path& path,
                                                           std::string_view passphrase) {
  if (std::filesystem::exists(path))
    return fail(Code::conflict, "There is a file already: " + path.string() + ". Choose another name.");
  auto stream = std::make_unique<Stream>();
  stream->part = path.string() + ".part";
  const int fd = ::open(stream->part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  stream->file.reset(fd < 0 ? nullptr : ::fdopen(fd, "wb"));
  if (!stream->file) return fail(Code::invalid, "The backup cannot be written here: " + path.string());
  Head head;
  KeyMemory memory;
  put_u32(head.cost.data(), memory_kib);
  put_u32(head.cost.data() + 4, passes);
  randombytes_buf(head.salt.data(), head.salt.size());
  NWD_CHECK(derive(head, passphrase, memory.key));
  crypto_secretstream_xchacha20poly1305_init_push(&stream->state, head.stream.data(), memory.key.data());
  auto* out = stream->file.get();
  const bool written = std::fwrite(magic.data(), 1, magic.size(), out) == magic.size() &&
                       std::fwrite(head.cost.data(), 1, head.cost.size(), out) == head.cost.size() &&
                       std::fwrite(head.salt.data(), 1, head.salt.size(), out) == head.salt.size() &&
                       std::fwrite(head.stream.data(), 1, head.stream.size(), out) == head.stream.size();
  std::unique_ptr<SealedWriter> writer(new SealedWriter(path, std::move(stream)));
  if (!written) return cannot_write();
  return writer;
}

Result<void> SealedWriter::put(ByteView bytes) {
  while (!bytes.empty()) {
    const auto room = std::min(chunk_size - buffer_.size(), bytes.size());
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(room));
    bytes = bytes.subspan(room);
    if (buffer_.size() == chunk_size) NWD_CHECK(flush(false));
  }
  return {};
}

Result<void> SealedWriter::flush(bool last) {
  Bytes sealed(4 + buffer_.size() + tag_size);
  put_u32(sealed.data(), static_cast<std::uint32_t>(buffer_.size()));
  crypto_secretstream_xchacha20poly1305_push(
      &stream_->state, sealed.data() + 4, nullptr, buffer_.data(), buffer_.size(), nullptr, 0,
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  if (std::fwrite(sealed.data(), 1, sealed.size(), stream_->file.get()) != sealed.size()) return cannot_write();
  bytes_ += static_cast<std::int64_t>(sealed.size());
  sodium_memzero(buffer_.data(), buffer_.size());
  buffer_.clear();
  return {};
}

Result<void> SealedWriter::finish() {
  NWD_CHECK(flush(true));
  auto* out = stream_->file.get();
  if (std::fflush(out) != 0 || ::fsync(::fileno(out)) != 0) return cannot_write();
  std::error_code failed;
  std::filesystem::rename(stream_->part, path_, failed);
  if (failed) return cannot_write();
  stream_->finished = true;
  return sync_folder(path_);
}

struct SealedReader::Stream {
  File file;
  crypto_secretstream_xchacha20poly1305_state state{};
  Bytes chunk;
  std::size_t used = 0;
  bool last = false;
};

SealedReader::SealedReader(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}
SealedReader::~SealedReader() { sodium_memzero(stream_->chunk.data(), stream_->chunk.size()); }

Result<std::unique_ptr<SealedReader>> SealedReader::open(const std::filesystem::path& path,
                                                         std::string_view passphrase) {
  auto stream = std::make_unique<Stream>();
  stream->file.reset(std::fopen(path.c_str(), "rbe"));
  if (!stream->file) return fail(Code::not_found, "The backup cannot be opened: " + path.string());
  std::array<char, magic.size()> start{};
  Head head;
  auto* in = stream->file.get();
  const bool read = std::fread(start.data(), 1, start.size(), in) == start.size() &&
                    std::fread(head.cost.data(), 1, head.cost.size(), in) == head.cost.size() &&
                    std::fread(head.salt.data(), 1, head.salt.size(), in) == head.salt.size() &&
                    std::fread(head.stream.data(), 1, head.stream.size(), in) == head.stream.size();
  if (!read || std::string_view(start.data(), start.size()) != magic)
    return fail(Code::corrupt, "This file is not a backup of nwd: " + path.string());
  KeyMemory memory;
  NWD_CHECK(derive(head, passphrase, memory.key));
  if (crypto_secretstream_xchacha20poly1305_init_pull(&stream->state, head.stream.data(), memory.key.data()) != 0)
    return damaged();
  std::unique_ptr<SealedReader> reader(new SealedReader(std::move(stream)));
  auto first = reader->next_chunk();
  if (!first && first.error().code == Code::corrupt)
    return fail(Code::unauthenticated,
                "This is not the backup's passphrase, or the backup is damaged. Nothing was changed.");
  NWD_CHECK(first);
  return reader;
}

Result<void> SealedReader::next_chunk() {
  std::array<std::uint8_t, 4> size{};
  auto* in = stream_->file.get();
  if (std::fread(size.data(), 1, size.size(), in) != size.size()) return damaged();
  const auto length = take_u32(size.data());
  if (length > chunk_size) return damaged();
  Bytes sealed(length + tag_size);
  if (std::fread(sealed.data(), 1, sealed.size(), in) != sealed.size()) return damaged();
  stream_->chunk.assign(length, 0);
  stream_->used = 0;
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&stream_->state, stream_->chunk.data(), nullptr, &tag, sealed.data(),
                                                 sealed.size(), nullptr, 0) != 0)
    return damaged();
  stream_->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return {};
}

Result<void> SealedReader::take(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    if (stream_->used == stream_->chunk.size()) {
      if (stream_->last) return damaged();
      NWD_CHECK(next_chunk());
      continue;
    }
    const auto size = std::min(out.size(), stream_->chunk.size() - stream_->used);
    std::memcpy(out.data(), stream_->chunk.data() + stream_->used, size);
    stream_->used += size;
    out = out.subspan(size);
  }
  return {};
}

Result<bool> SealedReader::at_end() {
  while (stream_->used == stream_->chunk.size() && !stream_->last) NWD_CHECK(next_chunk());
  if (stream_->used < stream_->chunk.size()) return false;
  return std::fgetc(stream_->file.get()) == EOF ? Result<bool>(true) : damaged();
}

}  // namespace nwd::storage
