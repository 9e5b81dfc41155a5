#include "vault/locked_memory.h"

#include <sanitizer/asan_interface.h>
#include <sodium.h>

#include <array>
#include <mutex>
#include <new>
#include <vector>

namespace nwd::vault {
namespace {

constexpr std::size_t slab_size = std::size_t{64} << 10U;

// sodium_malloc goes on without the lock when the limit on locked memory is reached: nwd doctor looks at the limit.
std::uint8_t* new_region(std::size_t size) {
  auto* memory = static_cast<std::uint8_t*>(sodium_malloc(size));
  if (memory == nullptr) throw std::bad_alloc();
  sodium_memzero(memory, size);
  return memory;
}

// Slots of one size. Under AddressSanitizer what no secret uses is poisoned, so that reading past one is noticed.
class Slots {
 public:
  explicit Slots(std::size_t slot) : slot_(slot) {}

  std::uint8_t* take(std::size_t size) {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) grow();
    auto* memory = free_.back();
    free_.pop_back();
    ASAN_UNPOISON_MEMORY_REGION(memory, size);
    return memory;
  }

  void give(std::uint8_t* memory) noexcept {
    ASAN_UNPOISON_MEMORY_REGION(memory, slot_);
    sodium_memzero(memory, slot_);
    ASAN_POISON_MEMORY_REGION(memory, slot_);
    const std::lock_guard lock(mutex_);
    free_.push_back(memory);  // there is room: `grow` reserved it
  }

 private:
  void grow() {
    const std::size_t more = slab_size / slot_;
    free_.reserve(slots_ + more);
    auto* slab = new_region(slab_size);
    slots_ += more;
    ASAN_POISON_MEMORY_REGION(slab, slab_size);
    for (std::size_t i = 0; i < more; ++i) free_.push_back(slab + i * slot_);
  }

  const std::size_t slot_;
  std::mutex mutex_;
  std::vector<std::uint8_t*> free_;
  std::size_t slots_ = 0;
};

constexpr std::array<std::size_t, 4> slot_sizes = {64, 256, 1024, 4096};

// Null for what is larger than every slot. Never destroyed: secrets with static storage may outlive everything else.
Slots* slots_for(std::size_t size) {
  static auto* const all =
      new std::array<Slots, 4>{Slots(slot_sizes[0]), Slots(slot_sizes[1]), Slots(slot_sizes[2]), Slots(slot_sizes[3])};
  for (std::size_t i = 0; i < slot_sizes.size(); ++i)
    if (size <= slot_sizes[i]) return &(*all)[i];
  return nullptr;
}

}  // namespace

std::uint8_t* take_locked(std::size_t size) {
  auto* const slots = slots_for(size);
  return slots == nullptr ? new_region(size) : slots->take(size);
}

void give_locked(std::uint8_t* memory, std::size_t size) noexcept {
  if (memory == nullptr) return;
  if (auto* const slots = slots_for(size); slots != nullptr) return slots->give(memory);
  sodium_free(memory);  // wipes
}

}  // namespace nwd::vault
