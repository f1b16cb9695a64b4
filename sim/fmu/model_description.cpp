// SPDX-License-Identifier: Apache-2.0
#include "inversim/fmu/model_description.h"

#include <cctype>
#include <cstdlib>
#include <numbers>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "inversim/language/markup.h"
#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

struct KnownUnit {
  std::string_view name;
  BaseUnit unit;
};

// kg m s A K rad, factor, offset
constexpr KnownUnit kKnown[] = {
    {"kg", {1, 0, 0, 0, 0, 0}},
    {"g", {1, 0, 0, 0, 0, 0, 1e-3}},
    {"lb", {1, 0, 0, 0, 0, 0, 0.45359237}},
    {"m", {0, 1, 0, 0, 0, 0}},
    {"cm", {0, 1, 0, 0, 0, 0, 1e-2}},
    {"mm", {0, 1, 0, 0, 0, 0, 1e-3}},
    {"l", {0, 3, 0, 0, 0, 0, 1e-3}},
    {"ml", {0, 3, 0, 0, 0, 0, 1e-6}},
    {"ul", {0, 3, 0, 0, 0, 0, 1e-9}},
    {"s", {0, 0, 1, 0, 0, 0}},
    {"ms", {0, 0, 1, 0, 0, 0, 1e-3}},
    {"min", {0, 0, 1, 0, 0, 0, 60.0}},
    {"h", {0, 0, 1, 0, 0, 0, 3600.0}},
    {"Hz", {0, 0, -1, 0, 0, 0}},
    {"A", {0, 0, 0, 1, 0, 0}},
    {"V", {1, 2, -3, -1, 0, 0}},
    {"K", {0, 0, 0, 0, 1, 0}},
    {"degC", {0, 0, 0, 0, 1, 0, 1.0, 273.15}},
    {"rad", {0, 0, 0, 0, 0, 1}},
    {"deg", {0, 0, 0, 0, 0, 1, kDegree}},
    {"rpm", {0, 0, -1, 0, 0, 1, std::numbers::pi / 30.0}},
    {"N", {1, 1, -2, 0, 0, 0}},
    {"kN", {1, 1, -2, 0, 0, 0, 1e3}},
    {"Nm", {1, 2, -2, 0, 0, 0}},
    {"Pa", {1, -1, -2, 0, 0, 0}},
    {"kPa", {1, -1, -2, 0, 0, 0, 1e3}},
    {"MPa", {1, -1, -2, 0, 0, 0, 1e6}},
    {"mmHg", {1, -1, -2, 0, 0, 0, kMmHg}},
    {"J", {1, 2, -2, 0, 0, 0}},
    {"W", {1, 2, -3, 0, 0, 0}},
    {"1", {}},
    {"%", {0, 0, 0, 0, 0, 0, 1e-2}},
};

double power(double x, int n) {
  double y = 1.0;
  for (int i = 0; i < std::abs(n); ++i) y *= x;
  return n < 0 ? 1.0 / y : y;
}

std::string unit_definitions(const std::vector<FmuVariable>& variables) {
  std::set<std::string> texts;
  for (const FmuVariable& v : variables)
    if (v.unit != "1") texts.insert(v.unit);
  std::string out = "  <UnitDefinitions>\n";
  for (const std::string& text : texts) {
    BaseUnit u;
    if (!base_unit(text, u)) {
      out += fmt::format("    <Unit name=\"{}\"/>\n", markup_text(text));
      continue;
    }
    std::string base;
    const auto exponent = [&base](const char* name, int n) {
      if (n != 0) base += fmt::format(" {}=\"{}\"", name, n);
    };
    exponent("kg", u.kg), exponent("m", u.m), exponent("s", u.s), exponent("A", u.A);
    exponent("K", u.K), exponent("rad", u.rad);
    if (u.factor != 1.0) base += fmt::format(" factor=\"{}\"", u.factor);
    if (u.offset != 0.0) base += fmt::format(" offset=\"{}\"", u.offset);
    out += fmt::format("    <Unit name=\"{}\"><BaseUnit{}/></Unit>\n", markup_text(text), base);
  }
  return out + "  </UnitDefinitions>\n";
}

std::string unit_attribute(const FmuVariable& v) {
  return v.unit == "1" ? "" : fmt::format(" unit=\"{}\"", markup_text(v.unit));
}

const char* words(Causality causality) {
  switch (causality) {
    case Causality::kOutput:
      return "causality=\"output\" variability=\"continuous\" initial=\"calculated\"";
    case Causality::kParameter:
      return "causality=\"parameter\" variability=\"fixed\" initial=\"exact\"";
    case Causality::kInput:
      return "";
  }
  return "";
}

std::string input_words(const FmuVariable& v) {
  return fmt::format("causality=\"input\" variability=\"{}\"",
                     v.type == VariableType::kReal ? "continuous" : "discrete");
}

std::string start_text(const FmuVariable& v) {
  if (v.type == VariableType::kBoolean) return v.start != 0.0 ? "true" : "false";
  if (v.type == VariableType::kInteger) return fmt::format("{:.0f}", v.start);
  return fmt::format("{}", v.start);
}

std::string experiment(const ModelInfo& info) {
  return fmt::format("  <DefaultExperiment startTime=\"0\" stopTime=\"{}\" stepSize=\"{}\"/>\n",
                     info.stop, info.step);
}

}  // namespace

bool base_unit(const std::string& text, BaseUnit& unit) {
  unit = {};
  int sign = 1;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    if (text[at] == '/') {
      sign = -1;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (std::isalpha(static_cast<unsigned char>(text[end])) != 0 ||
                                 text[end] == '%' || (end == at && text[end] == '1')))
      ++end;
    const std::string name = text.substr(at, end - at);
    int exponent = 1;
    if (end < text.size() &&
        (text[end] == '-' || std::isdigit(static_cast<unsigned char>(text[end])) != 0)) {
      std::size_t last = end + 1;
      while (last < text.size() && std::isdigit(static_cast<unsigned char>(text[last])) != 0)
        ++last;
      exponent = std::atoi(text.substr(end, last - end).c_str());
      end = last;
    }
    const KnownUnit* known = nullptr;
    for (const KnownUnit& k : kKnown)
      if (k.name == name) known = &k;
    if (known == nullptr || end == at) return false;
    const int n = sign * exponent;
    unit.kg += n * known->unit.kg;
    unit.m += n * known->unit.m;
    unit.s += n * known->unit.s;
    unit.A += n * known->unit.A;
    unit.K += n * known->unit.K;
    unit.rad += n * known->unit.rad;
    unit.factor *= power(known->unit.factor, n);
    // a temperature by itself has its zero elsewhere; in a product it is a difference
    if (text == name) unit.offset = known->unit.offset;
    // "N/m s": after a slash only the next is below it, as people write it
    sign = 1;
    at = end;
  }
  return !text.empty();
}

std::string description_fmi2(const ModelInfo& info, const std::vector<FmuVariable>& variables) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<fmiModelDescription fmiVersion=\"2.0\" modelName=\"{}\" guid=\"{}\" description=\"{}\"\n"
      "    generationTool=\"inversim {}\" variableNamingConvention=\"flat\">\n"
      "  <CoSimulation modelIdentifier=\"{}\" canHandleVariableCommunicationStepSize=\"true\"\n"
      "      canGetAndSetFMUstate=\"true\" canSerializeFMUstate=\"true\"/>\n",
      markup_text(info.name), info.token, markup_text(info.description), markup_text(info.version),
      kModelIdentifier);
  out += unit_definitions(variables);
  out +=
      "  <LogCategories>\n    <Category name=\"error\"/>\n    <Category name=\"event\"/>\n"
      "  </LogCategories>\n";
  out += experiment(info) + "  <ModelVariables>\n";
  std::uint32_t reference = 0;
  std::string outputs;
  for (const FmuVariable& v : variables) {
    const std::size_t width = v.labels.empty() ? 1 : v.labels.size();
    for (std::size_t i = 0; i < width; ++i) {
      const std::string name =
          v.labels.empty() ? v.name : fmt::format("{}[{}]", v.name, v.labels[i]);
      const char* type = v.type == VariableType::kReal      ? "Real"
                         : v.type == VariableType::kInteger ? "Integer"
                                                            : "Boolean";
      const std::string start =
          v.causality == Causality::kOutput ? "" : fmt::format(" start=\"{}\"", start_text(v));
      out += fmt::format(
          "    <ScalarVariable name=\"{}\" valueReference=\"{}\" description=\"{}\" {}>"
          "<{}{}{}/></ScalarVariable>\n",
          markup_text(name), reference, markup_text(v.description),
          v.causality == Causality::kInput ? input_words(v) : words(v.causality), type, start,
          v.type == VariableType::kReal ? unit_attribute(v) : "");
      ++reference;  // indices of the model structure begin at 1
      if (v.causality == Causality::kOutput)
        outputs += fmt::format("      <Unknown index=\"{}\"/>\n", reference);
    }
  }
  out += "  </ModelVariables>\n  <ModelStructure>\n    <Outputs>\n" + outputs +
         "    </Outputs>\n    <InitialUnknowns>\n" + outputs +
         "    </InitialUnknowns>\n  </ModelStructure>\n</fmiModelDescription>\n";
  return out;
}

std::string description_fmi3(const ModelInfo& info, const std::vector<FmuVariable>& variables) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<fmiModelDescription fmiVersion=\"3.0\" modelName=\"{}\" instantiationToken=\"{}\"\n"
      "    description=\"{}\" generationTool=\"inversim {}\" variableNamingConvention=\"flat\">\n"
      "  <CoSimulation modelIdentifier=\"{}\" canHandleVariableCommunicationStepSize=\"true\"\n"
      "      canGetAndSetFMUState=\"true\" canSerializeFMUState=\"true\"\n"
      "      fixedInternalStepSize=\"{}\"/>\n",
      markup_text(info.name), info.token, markup_text(info.description), markup_text(info.version),
      kModelIdentifier, info.step);
  out += unit_definitions(variables);
  out +=
      "  <LogCategories>\n    <Category name=\"error\"/>\n    <Category name=\"event\"/>\n"
      "  </LogCategories>\n";
  out += experiment(info) +
         "  <ModelVariables>\n    <Float64 name=\"time\" valueReference=\"0\" "
         "causality=\"independent\" variability=\"continuous\"/>\n";
  std::uint32_t reference = 0;
  std::string outputs, unknowns;
  for (const FmuVariable& v : variables) {
    ++reference;
    const char* type = v.type == VariableType::kReal      ? "Float64"
                       : v.type == VariableType::kInteger ? "Int32"
                                                          : "Boolean";
    std::string description = v.description;
    if (!v.labels.empty()) {
      description += " (";
      for (std::size_t i = 0; i < v.labels.size(); ++i)
        description += (i > 0 ? ", " : "") + v.labels[i];
      description += ")";
    }
    const std::string start =
        v.causality == Causality::kOutput ? "" : fmt::format(" start=\"{}\"", start_text(v));
    out += fmt::format("    <{} name=\"{}\" valueReference=\"{}\" description=\"{}\" {}{}{}", type,
                       markup_text(v.name), reference, markup_text(description),
                       v.causality == Causality::kInput ? input_words(v) : words(v.causality),
                       start, v.type == VariableType::kReal ? unit_attribute(v) : "");
    out += v.labels.empty()
               ? "/>\n"
               : fmt::format("><Dimension start=\"{}\"/></{}>\n", v.labels.size(), type);
    if (v.causality != Causality::kOutput) continue;
    outputs += fmt::format("    <Output valueReference=\"{}\"/>\n", reference);
    unknowns += fmt::format("    <InitialUnknown valueReference=\"{}\"/>\n", reference);
  }
  return out + "  </ModelVariables>\n  <ModelStructure>\n" + outputs + unknowns +
         "  </ModelStructure>\n</fmiModelDescription>\n";
}

}  // namespace inversim
