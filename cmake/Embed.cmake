# nwd_embed(OUT NAMESPACE ns FILES files...): writes a C++ file that defines
#   std::span<const nwd::EmbeddedFile> <ns>::files();
# with every file's name and bytes. The assembler's .incbin keeps it fast. Declare files() where it is used.
function(nwd_embed out)
  cmake_parse_arguments(A "" "NAMESPACE" "FILES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${A_NAMESPACE}" id)
  set(cpp ${CMAKE_CURRENT_BINARY_DIR}/embedded_${id}.cpp)
  set(body "#include <cstddef>\n#include <span>\n#include \"base/embedded.h\"\n")
  set(entries "")
  set(n 0)
  foreach(file ${A_FILES})
    get_filename_component(base ${file} NAME)
    set(sym "nwd_${id}_${n}")
    string(APPEND body
      "__asm__(\".section .rodata\\n.balign 16\\n${sym}:\\n.incbin \\\"${file}\\\"\\n${sym}_end:\\n.byte 0\\n.previous\\n\");\n"
      "extern \"C\" const char ${sym}[] __asm__(\"${sym}\");\nextern \"C\" const char ${sym}_end[] __asm__(\"${sym}_end\");\n")
    string(APPEND entries
      "  {\"${base}\", {${sym}, static_cast<std::size_t>(${sym}_end - ${sym})}},\n")
    math(EXPR n "${n}+1")
  endforeach()
  string(APPEND body
    "namespace ${A_NAMESPACE} {\nstd::span<const nwd::EmbeddedFile> files();\nstd::span<const nwd::EmbeddedFile> files() {\n  static const nwd::EmbeddedFile all[] = {\n${entries}  };\n  return all;\n}\n}\n")
  file(GENERATE OUTPUT ${cpp} CONTENT "${body}")
  set_source_files_properties(${cpp} PROPERTIES GENERATED ON OBJECT_DEPENDS "${A_FILES}" SKIP_UNITY_BUILD_INCLUSION ON)
  set(${out} ${cpp} PARENT_SCOPE)
endfunction()
