const brands = undefined;

export default {
  locals: { brand: brands.first },
};
