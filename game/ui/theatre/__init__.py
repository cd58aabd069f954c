"""The theatre map: geographic data, projection, raster of dots, painting in cells."""
